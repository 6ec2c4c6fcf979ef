import type { BankFee } from "../../app/show-bank.ts";
import { Citation } from "./evidence.tsx";
import { GradeSign } from "./grade-sign.tsx";
import { A } from "./link.tsx";
import { ListedPrice } from "./listed-price.tsx";
import type { Say } from "./say.tsx";
import { Table } from "./table.tsx";
import { dateWords } from "./words.ts";

/** Fees that a bank lists beside the law's maximum, and where each stands. `query` keeps the day in links. */
export function ListedFees({
  fees,
  caption,
  query,
  say,
}: {
  fees: readonly BankFee[];
  caption: string;
  query: string;
  say: Say;
}) {
  const sources = new Map(
    fees.flatMap((fee) => fee.fees.map((f) => [`${f.instrument.title} ${f.source.title} ${f.source.url}`, f] as const)),
  );
  return (
    <>
      <Table
        caption={caption}
        columns={[
          { label: say.text("home.fee") },
          { label: say.text("part.its_own_fee"), kind: "words" },
          { label: say.text("part.legal_maximum"), kind: "words" },
          { label: say.text("fees.grade") },
        ]}
        rows={fees.flatMap((fee) =>
          fee.fees.map((listed, i) => ({
            key: listed.id,
            cells: [
              // one service, several products: its name and its limit stand once
              i === 0 ? (
                <A key="a" class="tap" href={`/fees/${fee.service}${query}`}>
                  {fee.name}
                </A>
              ) : (
                <span key="a" class="keeps">
                  {listed.product ?? listed.name}
                </span>
              ),
              <ListedPrice key="p" fee={listed} service={fee.name} />,
              i === 0 ? (fee.maximum ?? <span class="unknown">{say("home.no_rule_known")}</span>) : "",
              <>
                <GradeSign grade={listed.grade} say={say} />
                {listed.stale ? <> {say("fees.stale")}</> : ""}{" "}
                <span class="keeps">{say("part.checked", { day: dateWords(listed.checkedOn) })}</span>
              </>,
            ],
          })),
        )}
      />
      {[...sources].map(([key, fee]) => (
        <p class="small" key={key}>
          <Citation of={fee} say={say} />
        </p>
      ))}
    </>
  );
}
