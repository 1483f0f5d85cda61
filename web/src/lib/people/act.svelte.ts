/** Doing something: busy while it runs, the problem where it fails, the page's data afresh where it does not. */
import { invalidateAll } from "$app/navigation";
import { Problem } from "$lib/api/problem";
import { p } from "./words";

export class Act {
  busy = $state(false);
  problem = $state.raw<Problem | null>(null);
  said = $state("");

  async run(work: () => Promise<unknown>): Promise<boolean> {
    this.busy = true;
    this.problem = null;
    this.said = "";
    try {
      await work();
      await invalidateAll();
      this.said = p("saved");
      return true;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      this.problem = error;
      return false;
    } finally {
      this.busy = false;
    }
  }
}
