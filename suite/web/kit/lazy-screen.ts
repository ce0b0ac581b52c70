/** A screen that is loaded when it is opened. */
import { lazyRouteComponent } from '@tanstack/react-router'
import { orOutOfReach } from '../format/out-of-reach.ts'

/** Where its file is gone the router loads the page anew, once; without a network it stays where it is and says so. */
export const lazyScreen: typeof lazyRouteComponent = (load, exportName) =>
  lazyRouteComponent(() => orOutOfReach(load), exportName)
