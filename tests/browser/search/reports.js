// Made-up reports for the tests of the search.

/** @type {import("./writer.js").Report[]} */
export const reports = [
  {
    title: "Orders stood in the queue for an hour", day: "2031-04-02", severity: "SEV2", lede: "A consumer of the order queue stopped.",
    facts: { service: ["Orders"], cause: ["Capacity"], tag: ["queue"] }, open: true,
    sections: [
      { id: "summary", title: "Summary", text: "The consumer stopped after a deploy. Orders waited, in an orderly way." },
      { id: "timeline", title: "Timeline", text: "09:41 Alert. 10:02 The consumer was restarted by hand, with max_open_files raised." },
      { id: "lessons", title: "Lessons", text: "Restarts hide the leak of connections." },
    ],
  },
  {
    title: "The database ran out of connections", day: "2031-06-20", severity: "SEV1", lede: "Every connection of the pool was taken.",
    facts: { service: ["Orders", "Billing"], cause: ["Capacity"] },
    sections: [
      { id: "summary", title: "Summary", text: "The database db-17 refused connections of HedgeProxy." },
      { id: "timeline", title: "Timeline", text: "The pool was full; restarting helped for a while. The database came back." },
    ],
  },
  {
    title: "Certificate of the mail gateway expired", day: "2030-12-24", lede: "Mail was refused.", facts: { service: ["Mail"], cause: ["Certificate"] },
    open: true,
    sections: [{ id: "story", title: "What happened", text: "Nobody renewed the certificate. The café's database of certificates was wrong." }],
  },
  {
    title: "決済データベースの障害", day: "2030-05-05", lede: "データベースが停止した。", facts: { service: ["Billing"], tag: ["日本"] },
    sections: [{ id: "genin", title: "原因", text: "接続の上限に達した。Kubernetesの再起動で回復した。" }],
  },
  {
    title: "Something nobody dated", lede: "An old note on the Größe of the disk.", facts: { service: ["Disk array"] },
    sections: [{ id: "notes", title: "Notes", text: "Der Plattenplatz war voll. Straße, Ærø." }],
  },
];
