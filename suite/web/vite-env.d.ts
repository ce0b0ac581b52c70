/** Types of what Vite serves beside code: CSS, fonts, `import.meta.env`. */
/// <reference types="vite/client" />
