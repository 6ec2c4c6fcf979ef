/** What the word in a column of statuses says of a payment: that it was made, that it was not, or neither. */
import { plainLetters } from "./plain-letters.ts";

const NOT =
  /(?:^|\W)(?:fail|no[nt]? |nao |nicht |ikke |inte |niet |un(?:success|paid|process|posted)|insuff|error|time ?d? ?-?out|abandon|(?:on )?hold\b|initiat|awaiting|waiting|block|declin|reject|revert|cancel|void|expir|pend|in progress|processing|proceso|processamento|in bearbeitung|in behandeling|vorgemerkt|stornier|abgelehnt|abgebrochen|fehlg|offen\b|echou|refus|rejet|annul|en attente|en cours|fallid|rechaz|anulad|falh|recusad|agendad|mislukt|geweigerd|geannul|odrzuc|oczek|anulow|отклон|ожида|неуспе|ошибк|отмен|basarisiz|iptal|bekl[ei]|scheduled|upcoming|queued|draft|denied|invalid|incomplete|dishono|bounced|do not hono|失败|失敗|处理中|关闭)/;
const DONE =
  /(?:^|\W)(?:success|succe[es]+d|complete|approved|accepted|posted|booked|settled|cleared|paid\b|ok\b|okay|done|processed|executed|confirmed|credited|debited|sent\b|received|delivered|gebucht|erfolg|udfort|utfort|toteutu|effectue|reussi|realizad|complet|exito|concluid|efetuad|aprobad|aprovad|verwerkt|geslaagd|uitgevoerd|zrealiz|zaksieg|исполн|успе|выполн|basarili|eseguit|contabilizzat|00$|成功|完成)/;

/** true: it was made. false: it was not. null: nothing that we know. */
export function bookedBy(status: string): boolean | null {
  const plain = plainLetters(status).replace(/\bno errors?\b/, "ok");
  return NOT.test(plain) ? false : DONE.test(plain) ? true : null;
}
