/** How the commands are used by whoever runs a server, and those that a shell asks. */

export const SERVE_MANUAL = {
  summary: "serve the pages and the API on this machine",
  forms: ["serve [--handover]"],
  says: "Serves everything on this machine: a PostgreSQL of its own unless DATABASE_URL is set, the facts that ship with this release, and the web server. Prints its address when it is ready. Ctrl+C stops it in order.",
  options: { handover: "take over from a live openfees of the same OPENFEES_INSTANCE: that one stops" },
  also: "Settings come from the environment: OPENFEES_PORT (8080), OPENFEES_HOST (127.0.0.1), OPENFEES_DATA_DIR, DATABASE_URL and more; see docs/reference/settings.md.",
  exit: "0 stopped in order, 1 it had to stop, 2 wrong use or a setting that means nothing",
} as const;

export const DB_MANUAL = {
  summary: "bring the database up to date, or say how it stands",
  forms: ["db migrate [--json]", "db status [--json]"],
  says: "Works on DATABASE_URL, or on the PostgreSQL that openfees brings along (stop `serve` first).",
  verbs: {
    migrate: "brings the tables up to date; safe to run twice, and while another openfees starts",
    status: "says which migrations have run",
  },
  options: { json: "the answer as JSON" },
  exit: "0 done, 1 a migration has not run, 2 wrong use",
} as const;

export const OPS_MANUAL = {
  summary: "see and steer the connections of a running server",
  forms: [
    "ops top [--json]",
    "ops leaks [--json]",
    "ops release ID",
    "ops quarantine ROUTE [off]",
    "ops mode observe|enforce",
  ],
  says: "Asks the operations listener of a running server on this machine; no database is needed. OPENFEES_OPS_PORT and OPENFEES_OPS_TOKEN say where and with what token, as they were set for serve.",
  verbs: {
    top: "who holds a connection, since when, from which line; the verdict",
    leaks: "the last leaks",
    release: "takes one lease back, by its number in top",
    quarantine: "gives a route a small share of its own, or ends that",
    mode: "reports leaks, or takes them back",
  },
  options: { json: "top and leaks as JSON" },
  exit: "0 done, 1 no such lease, 2 wrong use or no server there",
} as const;

export const REPORTS_MANUAL = {
  summary: "see what people told that a bank took, and say what came of it",
  forms: [
    "reports list [--all] [--most N] [--json]",
    "reports show NUMBER [--json]",
    "reports close NUMBER --as changed|kept|unclear [--note TEXT]",
  ],
  says: "What people told that a bank took. Works on DATABASE_URL, or on the PostgreSQL that openfees brings along, also while `serve` runs, as the owner of the tables. No figure changes by this: that is done in the country pack.",
  verbs: {
    list: "the reports, the oldest first: those that nobody has closed, 50 at most",
    show: "one of them, with its words",
    close:
      "says what came of it: a fee of ours was changed, it was right and kept, or it could not be told. Whoever has the number sees that; the note only you do. A report is closed once.",
  },
  options: {
    all: "closed ones too",
    most: "how many at most, 50 unless said otherwise",
    json: "the answer as JSON",
    as: "what came of it: changed, kept or unclear",
    note: "a note of 500 letters at most, for yourself",
  },
  exit: "0 done, 1 no such report or closed before, 2 wrong use",
} as const;

export const SNAPSHOT_MANUAL = {
  summary: "list, pin or roll back what public pages answer from",
  forms: ["snapshot list", "snapshot pin NAME | --none", "snapshot rollback", "snapshot take --force"],
  says: "What public pages answer from, kept on this machine. Needs no database. A `serve` that runs sees each of these within seconds; else they count at its next start.",
  verbs: {
    list: "the snapshots kept on this machine, newest first: which is served, which is pinned, which is broken",
    pin: "serves NAME whatever is published, until `pin --none`",
    rollback: "pins the one before the one that is served",
    take: "lets what is published in although more than 5 % of banks, fees or rules are gone from it: once, and only because you say so",
  },
  options: {
    none: "with pin: nothing is pinned any more",
    force: "with take: you have looked at what is missing",
  },
  exit: "0 done, 2 wrong use or no such snapshot",
} as const;

export const STATUS_MANUAL = {
  summary: "write a page that says whether a site works, from another place",
  forms: [
    "status watch ADDRESS [--publish DIR|CMD] [--every SECONDS] [--once]",
    "status list",
    "status open TITLE [--component NAME]... [--note TEXT]",
    "status note NUMBER --note TEXT",
    "status close NUMBER [--note TEXT]",
    "status plan TITLE --from TIME --until TIME [--component NAME]...",
  ],
  says: "Looks at a site from outside, as a person would, and writes a page that says what worked and when: static files, to be put on another machine than the site's. It shares nothing with the site.",
  verbs: {
    watch: "looks, writes and publishes, until it is stopped",
    list: "the incidents and planned works, newest first",
    open: "begins an incident; it is on the page after the next look",
    note: "adds a line to its course",
    close: "says that it is over",
    plan: "announces planned work",
  },
  options: {
    folder:
      "where the last 90 days and the incidents are kept, and the page in site/; openfees-status unless said otherwise",
    publish: "a folder to copy the page to, or a command that brings it away; it runs in the page's folder",
    every: "how long from one look to the next, 60 unless said otherwise",
    once: "one look, then the end",
    component: "what is concerned: {components}",
    note: "what is known, in words for everybody",
    from: "when planned work begins, such as 2026-12-01T22:00+01:00",
    until: "when it ends",
  },
  exit: "0 done, 1 no such incident, 2 wrong use",
} as const;

export const COMPLETION_MANUAL = {
  summary: "print a script that completes commands for bash or zsh",
  forms: ["completion bash|zsh"],
  says: "Prints a script that completes commands, options, banks and services for a shell.",
  also: "bash: openfees completion bash > ~/.local/share/bash-completion/completions/openfees. zsh: openfees completion zsh > a folder of your $fpath, as _openfees.",
  exit: "0 printed, 2 wrong use",
} as const;

export const MAN_MANUAL = {
  summary: "print the manual page",
  forms: ["man"],
  says: "Prints the manual page: read it with openfees man | man -l -, or put it into a folder man1 as openfees.1.",
  exit: "0 printed, 2 wrong use",
} as const;
