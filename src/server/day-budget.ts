/**
 * What a day allows of something that costs, for all clients together. Up to the reserve everybody may use it; the reserve
 * is kept for clients that have used less than their share. The processes of a fleet keep one budget: each reports to a ledger
 * from time to time what it used, and gets the sum of all of them. Of what was left then each takes its part at most, until
 * the next report; so the budget holds while the ledger is away, too.
 */

export type BudgetOptions = {
  readonly total: number;
  /** What one client may use of it when only the reserve is left. */
  readonly share: number;
  /** 0 to 1: what is kept for clients below their share. */
  readonly reserve: number;
  /** Another word each day. */
  readonly day: () => string;
  /** Processes that live by this budget, this one among them. */
  readonly peers: () => number;
};

/** Adds to what was used on a day, and answers what all processes have used of it; rejects while that cannot be told. */
export type Ledger = (day: string, amount: number) => Promise<number>;

export class DayBudget {
  readonly #options: BudgetOptions;
  #day = "";
  #clients = new Map<string, number>();
  /** Used by all, as last told, and by this process since then. */
  #told = 0;
  #since = 0;

  constructor(options: BudgetOptions) {
    this.#options = options;
  }

  /** Whether this client may use more today. */
  allows(client: string): boolean {
    this.#turn();
    const { total, share, reserve } = this.#options;
    const peers = Math.max(1, this.#options.peers());
    const used = this.#used(peers);
    if (used >= total) return false;
    return used < total * (1 - reserve) || (this.#clients.get(client) ?? 0) < share / peers;
  }

  spend(client: string, amount: number): void {
    this.#turn();
    this.#since += amount;
    this.#clients.set(client, (this.#clients.get(client) ?? 0) + amount);
  }

  /** Tells the ledger what was used here and learns what was used elsewhere. */
  async settle(ledger: Ledger): Promise<void> {
    this.#turn();
    const [day, amount] = [this.#day, this.#since];
    try {
      const all = await ledger(day, amount);
      if (day !== this.#day) return;
      this.#told = all;
      this.#since -= amount;
    } catch {
      // reported with the next round
    }
  }

  /** The others may have used as much since then as this one. */
  #used(peers: number): number {
    return this.#told + this.#since * peers;
  }

  #turn(): void {
    const day = this.#options.day();
    if (day === this.#day) return;
    this.#day = day;
    this.#clients = new Map();
    [this.#told, this.#since] = [0, 0];
  }
}
