/** Kind of site a visit may come from. */
export type SourceCategory = "ai" | "shopping" | "social" | "video" | "search" | "webmail";

/** How the sites of one category are recognized in a source label or a referrer host. */
export interface SourceList {
  /** Known under many top-level domains: `google` covers google, google.com and www.google.co.uk. */
  readonly brands: readonly string[];
  /** The host itself and every host below it. */
  readonly hosts: readonly string[];
  /** Labels people write by hand, as they stand. */
  readonly names: readonly string[];
}

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/**
 * Sites that send visits, by kind. All entries are in lower case.
 *
 * The list is short on purpose: it holds sites that people still arrive from. Anything else stays a referral,
 * and custom rules stand in front of all of this.
 */
export const sourceTable: Readonly<Record<SourceCategory, SourceList>> = {
  ai: {
    brands: [],
    hosts: words(`chatgpt.com chat.openai.com labs.openai.com chat-gpt.org chatplus.com claude.ai copilot.microsoft.com
      gemini.google.com bard.google.com notebooklm.google.com perplexity.ai chat.deepseek.com duck.ai grok.com iask.ai
      app.jasper.ai chat.mistral.ai meta.ai chat.qwen.ai app.writesonic.com you.com chatglm.cn yiyan.baidu.com ai.baidu.com
      poe.com phind.com kimi.com doubao.com`),
    names: words("chatgpt openai claude perplexity copilot gemini deepseek mistral grok"),
  },
  shopping: {
    brands: words(`amazon ebay alibaba aliexpress etsy walmart target shopify shopzilla mercadolibre mercadolivre mercari
      zalando idealo shopee lazada temu pricegrabber shein wish flipkart`),
    hosts: words(`shop.app shopping.google.com shopping.yahoo.com shopping.yahoo.co.jp shopping.naver.com one.walmart.com
      shopper.com bol.com allegro.pl kaufland.de otto.de kelkoo.com s.kk-resources.com nextag.com bizrate.com
      checkout.shopify.com exportersindia.com indiamart.com tradeindia.com stripe.com overstock.com wayfair.com
      amazon-adsystem.com store.shopping.yahoo.co.jp message.alibaba.com offer.alibaba.com apps.shopify.com partners.shopify.com shopping.net simplycodes.com slickdeals.net dealnews.com twenga.com
      shopzilla.com pricewatch.com vinted.com depop.com poshmark.com`),
    names: ["google shopping", "igshopping", "stripe"],
  },
  social: {
    brands: words(`facebook instagram pinterest linkedin twitter reddit tumblr quora snapchat whatsapp threads meetup
      blogspot wordpress tripadvisor`),
    hosts: words(`fb.me fb.com fb.watch m.me messenger.com threads.net t.co x.com lnkd.in redd.it out.reddit.com pin.it wa.me
      web.whatsapp.com t.me telegram.me telegram.org web.telegram.org discord.com discord.gg discordapp.com bsky.app
      mastodon.social mastodon.online mstdn.social vk.com away.vk.com vkontakte.ru ok.ru odnoklassniki.ru weibo.com
      weibo.cn t.cn weixin.qq.com qzone.qq.com mp.weixin.qq.com douban.com zhihu.com xiaohongshu.com line.me
      naver.me cafe.naver.com blog.naver.com kakao.com story.kakao.com news.ycombinator.com producthunt.com
      stackoverflow.com stackexchange.com superuser.com serverfault.com askubuntu.com github.com gist.github.com
      gitlab.com dev.to medium.com substack.com plurk.com livejournal.com blogger.com typepad.com over-blog.com
      wordpress.org xing.com viadeo.com yammer.com workplace.com nextdoor.com yelp.com foursquare.com
      goodreads.com deviantart.com flickr.com imgur.com dribbble.com behance.net 500px.com 9gag.com digg.com
      slashdot.org fark.com stumbleupon.com mix.com flipboard.com paper.li scoop.it getpocket.com feedly.com
      instapaper.com diigo.com delicious.com slideshare.net scribd.com academia.edu researchgate.net
      glassdoor.com ancestry.com geni.com myheritage.com classmates.com myspace.com hi5.com tagged.com badoo.com
      bebo.com netlog.com skyrock.com tuenti.com taringa.net mixi.jp ameblo.jp hatena.ne.jp b.hatena.ne.jp
      note.com 2ch.net 5ch.net blog.goo.ne.jp fc2.com cyworld.com gree.jp mobage.jp lang-8.com plus.google.com
      plus.url.google.com groups.google.com url.google.com sites.google.com groups.yahoo.com answers.yahoo.com
      chiebukuro.yahoo.co.jp sociable.co social.msdn.microsoft.com answers.microsoft.com kaskus.co.id
      last.fm soundcloud.com patreon.com ravelry.com couchsurfing.com wattpad.com fanfiction.net allnurses.com
      allrecipes.com care2.com cafemom.com babycenter.com mumsnet.com ning.com gaiaonline.com habbo.com
      hootsuite.com ow.ly buff.ly linktr.ee lnk.bio beacons.ai parler.com gettr.com truthsocial.com gab.com
      minds.com mewe.com clubhouse.com bereal.com lemon8-app.com triberr.com trustpilot.com
      com.facebook.katana com.instagram.android com.linkedin.android com.twitter.android com.reddit.frontpage
      com.pinterest org.telegram.messenger com.whatsapp com.zhiliaoapp.musically tiktok.com facebook.com reddit.com
      linkedin.com pinterest.com bit.ly goo.gl is.gd tinyurl.com disqus.com disq.us skype.com wechat.com fandom.com
      buzzfeed.com houzz.com photobucket.com imageshack.com imageshack.us weebly.com pixiv.net crunchyroll.com
      artstation.com myanimelist.net librarything.com meneame.net gutefrage.net hubpages.com wikihow.com techmeme.com
      pinboard.in smartnews.com kin.naver.com feedspot.com googlegroups.com messages.google.com zalo.me dianping.com
      renren.com tencent.com exblog.jp okwave.jp livedoor.com  canalblog.com cocolog-nifty.com draugiem.lv
      goldenline.pl suomi24.fi irc-galleria.net studivz.net wer-weiss-was.de gulli.com reverbnation.com secondlife.com
      imvu.com netvibes.com tweetdeck.com dzone.com edublogs.org insanejournal.com internations.org interpals.net italki.com
      nicovideo.jp tudou.com movabletype.com blogs.com blog.com pocket.co yelp.co.uk caringbridge.org
      forums.androidcentral.com travellerspoint.com wikitravel.org dailystrength.org kakaocorp.com chat.zalo.me`),
    names: words(`fb ig insta meta messenger threads twitter x linkedin lnkd reddit tumblr pinterest snapchat whatsapp telegram
      discord bluesky mastodon vkontakte weibo wechat flickr digg blogger livejournal stackoverflow stackexchange goodreads yelp
      foursquare ameba hatena mixi myspace tiktok skype disqus hootsuite tweetdeck ning classmates hi5 badoo bebo tagged
      myheritage plurk trustpilot glassdoor flipboard scribd instapaper deviantart wattpad ravelry gaiaonline habbo
      cyworld tuenti skyrock xing yammer diigo douban typepad fandom buzzfeed houzz photobucket imageshack weebly
      crunchyroll renren tencent kakao zalo netvibes hubpages techmeme dzone superuser serverfault askubuntu cafemom care2
      googleplus google+ niconico tudou secondlife imvu librarything travellerspoint`),
  },
  video: {
    brands: words("youtube dailymotion netflix hulu"),
    hosts: words(`youtu.be m.youtube.com youtube-nocookie.com vimeo.com player.vimeo.com twitch.tv player.twitch.tv
      disneyplus.com crackle.com curiositystream.com help.hulu.com jobs.netflix.com iq.com iqiyi.com
      youku.com bilibili.com v.qq.com douyin.com kuaishou.com rumble.com odysee.com rutube.ru veoh.com
      wistia.com wistia.net fast.wistia.net ted.com viki.com utreon.com com.google.android.youtube`),
    names: words("vimeo twitch disneyplus crackle curiositystream youku iqiyi ted wistia utreon veoh"),
  },
  search: {
    brands: words(`google bing yahoo yandex baidu duckduckgo ecosia startpage qwant ask naver daum sogou seznam aol
      lycos dogpile babylon conduit avg incredimail exalead`),
    hosts: words(`search.yahoo.com search.yahoo.co.jp qwant.com sogou.com startsiden.no excite.com lens.google.com suche.aol.de search.brave.com so.com 360.cn 360search sm.cn shenma.cn haosou.com search.naver.com m.search.naver.com
      nigma.ru mail.ru go.mail.ru rambler.ru search.rambler.ru ya.ru yandex.com.tr seznam.cz search.seznam.cz
      onet.pl szukaj.onet.pl wp.pl szukaj.wp.pl interia.pl virgilio.it libero.it arianna.libero.it voila.fr
      orange.fr lemoteur.orange.fr free.fr t-online.de suche.t-online.de web.de suche.web.de gmx.net search.gmx.net
      terra.com search.terra.com uol.com.br busca.uol.com.br globo.com search.globo.com eniro.se rakuten.co.jp
      websearch.rakuten.co.jp biglobe.ne.jp search.biglobe.ne.jp search.goo.ne.jp nifty.com search.nifty.com
      so-net.ne.jp search.ukr.net meta.ua tut.by search.tut.by zoznam.sk search.lilo.org mojeek.com swisscows.com
      presearch.com presearch.org kagi.com gibiru.com metager.org metager.de search.marginalia.nu yippy.com
      info.com infospace.com msn.com search.msn.com search.live.com cnn.com comcast.net search.comcast.net
      search.smt.docomo.ne.jp alice.it kvasir.no sesam.no najdi.si centrum.cz cc.cz search.aol.com altavista.com
      search.lycos.com mamma.com tarmot.com coccoc.com zapmeta.com searchencrypt.com petalsearch.com karmasearch.org
      oceanhero.today info.co.uk izito.com com.google.android.googlequicksearchbox`),
    names: words(`alice altavista auone bigpond biglobe brave centrum.cz club-internet cnn comcast daum dogpile ecosia
      eniro exalead excite globo go.mail.ru kvasir live mamma msn najdi ozu onet onet.pl rakuten rambler search-results
      seznam sogou sogou.com szukacz terra tut.by ukr uol virgilio voila vinden yam yandex ya mynet startsiden`),
  },
  webmail: {
    brands: [],
    hosts: words(`mail.google.com inbox.google.com mail.yahoo.com outlook.live.com outlook.office.com outlook.office365.com
      mail.aol.com mail.proton.me mail.zoho.com e.mail.ru mail.yandex.ru webmail.freenet.de deref-gmx.net deref-web.de
      com.google.android.gm com.microsoft.office.outlook`),
    names: [],
  },
};
