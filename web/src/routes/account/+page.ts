import { getAccount, listTokens } from "$lib/api/identity";
import { loadWords } from "$lib/i18n.svelte";
import type { PageLoad } from "./$types";

export const load: PageLoad = async ({ parent }) => {
  await loadWords("account");
  const { session } = await parent();
  if (!session?.user.may.includes("use_account") || !session.user.has_account)
    return { account: null, tokens: null };
  const [account, tokens] = await Promise.all([getAccount(), listTokens()]);
  return { account, tokens };
};
