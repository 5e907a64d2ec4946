"""English: its words and how it writes figures."""

from __future__ import annotations

from typing import Final

from cjmap.languages.language import (
    Convention,
    EmotionWords,
    Language,
    PhaseNames,
    StandIn,
    TimeWords,
    listed,
    scored,
    worded,
)

_CONVENTION: Final = Convention(
    decimal=".",
    group=",",
    percent="%",
    quotes=("“", "”"),
    inner_quotes=("‘", "’"),
    months=tuple("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()),
)
_SAME: Final = {
    "web": ("website", "web-site", "internet"),
    "app": ("mobile-app",),
    "email": ("e-mail", "emails", "e-mails"),
    "sms": ("text-message", "text-messages"),
    "push": ("push-message", "push-notification", "push-notifications"),
    "chat": ("live-chat", "web-chat"),
    "chatbot": ("bot", "chat-bot", "virtual-assistant"),
    "phone": ("telephone", "call", "phone-call"),
    "video-call": ("videocall", "video-chat", "video-conference"),
    "portal": ("customer-portal", "client-portal"),
    "store": ("shop", "retail-store", "in-store"),
    "on-site": ("onsite", "in-person", "in-situ"),
    "mail": ("post", "postal-mail", "direct-mail"),
    "print": ("print-media",),
    "tv": ("television",),
    "outdoor": ("out-of-home", "ooh"),
    "search": ("search-engine", "google-search"),
    "display": ("display-ads", "banner-ads"),
    "tiktok": ("tik-tok",),
    "x": ("twitter",),
    "influencer": ("influencers",),
    "reviews": ("review", "review-site", "online-reviews"),
    "word-of-mouth": ("wom",),
    "marketplace": ("online-marketplace",),
    "event": ("events",),
    "kiosk": ("self-service-kiosk",),
    "courier": ("courier-service", "parcel-service"),
    "agent": ("service-agent", "advisor", "adviser"),
    "social": ("social-media", "social-network", "social-networks"),
}
_LIKE: Final = {
    "web": ("landing-page", "blog", "web-form", "online-shop", "webshop", "faq"),
    "email": ("newsletter",),
    "phone": ("call-center", "call-centre", "hotline", "helpline", "contact-center"),
    "portal": ("intranet",),
    "store": ("branch", "showroom", "pop-up", "pharmacy", "supermarket"),
    "on-site": ("reception", "waiting-room", "front-desk", "counter"),
    "mail": ("letter",),
    "print": (
        *("brochure", "flyer", "leaflet", "catalogue", "catalog", "magazine", "newspaper"),
        *("press", "invoice", "receipt"),
    ),
    "radio": ("podcast", "audio"),
    "outdoor": ("billboard", "poster", "signage"),
    "search": ("google", "bing"),
    "display": ("banner", "banners", "retargeting"),
    "influencer": ("creator", "blogger"),
    "word-of-mouth": ("referral", "referrals", "recommendation", "friends"),
    "marketplace": ("amazon", "ebay", "etsy"),
    "event": ("trade-fair", "trade-show", "fair", "conference", "workshop", "webinar"),
    "kiosk": ("self-checkout", "ticket-machine", "vending-machine", "atm"),
    "courier": ("delivery", "parcel", "delivery-driver"),
    "agent": ("staff", "salesperson", "shop-assistant", "consultant"),
    "social": ("community", "forum", "pinterest", "reddit", "threads", "snapchat", "bluesky"),
}
_STAND_INS: Final = {
    StandIn.EVERYBODY: worded("all everyone everybody anyone"),
    StandIn.END: worded("end the-end finish finished done stop exit success"),
    StandIn.GIVEN_UP: worded("abandon abandoned abandonment give-up gives-up drop-off"),
    StandIn.NOTHING: worded("nothing nobody no"),
}
_WAYS: Final = worded(
    """
    home visit meeting story stories mall ticket voice car train station airport hotel
    office desk table room door house street package packaging product device screen
    machine tablet watch wearable fax pager telegram signal teams zoom slack skype discord
    messenger line wechat viber course class school clinic hospital doctor nurse bank partner
    dealer vendor reseller broker lawyer family friend neighbour neighbor colleague media
    """
)
_PHASES: Final = PhaseNames(
    shared={
        "awareness": listed(
            """
            awareness, aware, discovery, discover, attraction, attract, inspiration, trigger,
            need, need recognition, problem recognition, first contact, becoming aware,
            realization
            """
        ),
        "consideration": listed(
            """
            consideration, consider, evaluation, evaluate, research, comparison, compare,
            interest, search, exploration, explore, familiarity, information search,
            pre-purchase, before purchase, before the purchase
            """
        ),
        "decision": listed(
            """
            decision, decide, choice, choose, selection, select, intent, intention, preference,
            shortlist, negotiation, trial, purchase decision, purchase intent
            """
        ),
        "purchase": listed(
            """
            purchase, purchasing, buy, buying, order, ordering, checkout, payment, pay, booking,
            book, reservation, transaction, acquisition, conversion, subscription, subscribe,
            sign-up, signup, enrolment, enrollment, sale, contract
            """
        ),
        "post-purchase": listed(
            """
            post-purchase, postpurchase, after purchase, after the purchase, after-sale,
            after-sales, aftersales, after the sale, delivery, shipping, fulfilment,
            fulfillment, unboxing, onboarding, first use, use, using, usage, adoption,
            activation, installation, setup, implementation, consumption, service, customer
            service, support, returns, follow-up, aftercare, ownership
            """
        ),
        "loyalty": listed(
            """
            loyalty, retention, retain, renewal, renew, repeat, repeat purchase, repurchase,
            re-purchase, return visit, engagement, relationship, membership
            """
        ),
        "advocacy": listed(
            """
            advocacy, advocate, referral, referrals, refer, recommendation, recommend, share,
            sharing, ambassador, evangelism, word of mouth
            """
        ),
    },
    own={
        "aida": {
            "attention": listed("attention"),
            "desire": listed("desire"),
            "action": listed("action, act"),
        },
        "aarrr": {
            "acquisition": listed("acquisition, acquire"),
            "activation": listed(
                "activation, activate, onboarding, first use, sign-up, signup, trial"
            ),
            "retention": listed("use, usage, adoption"),
            "revenue": listed(
                """
                revenue, monetization, purchase, payment, subscription, conversion, upgrade
                """
            ),
        },
        "five-a": {
            "appeal": listed("appeal, attraction, attract, interest"),
            "ask": listed("ask, asking, research, consideration, evaluation, comparison, search"),
            "act": listed("act, action, decision"),
        },
        "five-e": {
            "entice": listed("entice, enticement"),
            "enter": listed("enter, entry, entrance, arrival, arrive, check-in, welcome"),
            "engage": listed("engage, engagement, experience, use, usage, service, stay, visit"),
            "exit": listed("exit, leave, leaving, departure, check-out, checkout, farewell"),
            "extend": listed("extend, extension, follow-up"),
        },
        "see-think-do-care": {
            "see": listed("see"),
            "think": listed("think"),
            "do": listed("do"),
            "care": listed("care"),
        },
    },
    foreign={
        "five-a": {
            "aware": listed("attraction, attract"),
        },
        "five-e": {
            "extend": listed("engagement"),
        },
    },
)
_EMOTIONS: Final = EmotionWords(
    scores=scored(
        {
            -2: """
            furious fury outraged outrage rage desperate despair hopeless terrified panic miserable
            betrayed disgusted disgust devastated enraged hate horrified livid irate infuriated fuming
            heartbroken humiliated horror terror hatred incensed despairing
            """,
            -1: """
            angry anger annoyed annoyance annoying anxious anxiety afraid ashamed bored boredom confused
            confusion confusing disappointed disappointment disappointing discouraged dissatisfied
            dissatisfaction distrust distrustful doubtful embarrassed embarrassment exhausted fear
            fearful frustrated frustrating frustration guilty helpless insecure impatient impatience
            insulted irritated irritation lonely lost mad nervous overwhelmed powerless regret resentful
            resentment sad sadness sceptical skeptical scared shocked stressed stress suspicious tense
            tired uncertain uncertainty uncomfortable uneasy unhappy unsure upset worried worry stuck
            rushed apprehensive concerned unimpressed disheartened cheated ignored abandoned bewildered
            puzzled baffled alarmed intimidated wary jealous envious grumpy moody depressed gloomy
            discontent dismayed distressed disturbed fatigued drained hurt offended rejected trapped
            torn unsettled restless rattled agitated exasperated peeved bitter disillusioned sorry
            remorseful jittery shy unwelcome pressured hurried neglected misled deceived unappreciated
            fed-up
            """,
            0: "indifferent indifference neutral unmoved",
            1: """
            happy happiness satisfied satisfaction pleased glad cheerful confident confidence curious
            calm relaxed relieved relief grateful gratitude thankful hopeful hope impressed inspired
            interested motivated optimistic reassured trust content comfortable enjoyment eager safe
            secure intrigued valued welcomed supported empowered understood respected amused peaceful
            serene fulfilled accomplished encouraged energised energized fascinated touched refreshed
            rewarded tranquil trusting appreciated charmed lucky assured cheered comforted
            """,
            2: """
            delighted delight overjoyed joyful joy excited excitement enthusiastic enthusiasm ecstatic
            thrilled amazed proud pride love elated euphoric blissful joyous enchanted jubilant
            """,
        }
    ),
    turning=worded("not no never without less lack loss barely hardly little against"),
    degrees=worded(
        "very so quite rather really extremely totally completely pretty somewhat slightly bit "
        "still more even pure deeply almost also feels feeling felt he she they i m am are"
    ),
)
_LEVELS: Final = {
    "very-negative": ("very-negative", "very-bad", "terrible", "awful"),
    "negative": ("negative", "bad"),
    "neutral": ("neutral", "ok", "okay"),
    "positive": ("positive", "good"),
    "very-positive": ("very-positive", "very-good", "great", "excellent"),
    "none": ("none", "not-applicable", "n-a", "does-not-apply"),
}
_VALUES: Final = {
    "true": ("yes", "y", "on"),
    "false": ("no", "n", "off"),
    "very-low": ("lowest", "minimal", "tiny"),
    "low": ("small", "weak"),
    "medium": ("mid", "moderate", "average", "middle", "normal"),
    "high": ("serious", "severe", "big", "strong"),
    "very-high": ("highest", "extreme", "huge", "maximal"),
    "minor": ("trivial", "slight", "cosmetic"),
    "major": ("grave",),
    "critical": ("blocker", "blocking", "fatal", "showstopper"),
    "rare": ("rarely", "seldom", "infrequent"),
    "sometimes": ("occasionally", "occasional", "now-and-then"),
    "often": ("frequent", "frequently", "usually", "regularly"),
    "always": ("constantly", "constant", "every-time"),
    "annoyance": ("annoying", "irritation", "annoys"),
    "workaround": ("detour", "work-around", "works-around"),
    "abandonment": ("abandon", "abandons", "drop-off", "gives-up", "churn"),
    "open": ("unresolved", "unsolved", "pending"),
    "resolved": ("solved", "fixed", "closed", "mended"),
    "idea": ("proposed", "proposal", "backlog", "suggestion", "pending"),
    "planned": ("scheduled", "todo", "to-do", "approved", "pending"),
    "doing": ("in-progress", "wip", "started", "ongoing", "underway"),
    "done": ("finished", "completed", "complete", "implemented", "shipped", "live"),
    "dropped": ("rejected", "cancelled", "canceled", "discarded", "declined"),
    "current": ("as-is", "today", "now", "present"),
    "future": ("to-be", "target", "planned"),
    "draft": ("wip", "in-progress"),
    "review": ("in-review", "reviewing", "testimonial"),
    "validated": ("approved", "verified"),
    "archived": ("archive", "old"),
    "primary": ("main",),
    "secondary": ("other",),
    "negative": ("anti-persona", "anti"),
    "digital": ("online",),
    "physical": ("offline", "in-person", "on-site"),
    "voice": ("telephone", "phone"),
    "print": ("paper", "printed"),
    "happy": ("normal", "default", "main", "usual"),
    "alternative": ("alternate", "optional", "other"),
    "exception": ("error", "failure"),
    "success": ("successful", "succeeded", "done", "good", "happy-end"),
    "abandon": ("abandonment", "abandoned", "gives-up", "drop-off", "dropout"),
    "customer": ("user", "client"),
    "organization": ("company", "organisation", "business"),
    "third-party": ("partner", "external"),
    "interview": ("conversation", "talk"),
    "survey": ("questionnaire", "poll"),
    "analytics": ("web-analytics", "usage-data", "tracking"),
    "support": ("support-ticket", "customer-support", "ticket"),
    "observation": ("shadowing", "field-study"),
    "usability-test": ("user-test", "usability-testing", "user-testing"),
    "diary": ("diary-study",),
    "workshop": ("work-session",),
    "desk-research": ("secondary-research", "literature"),
    "experiment": ("a-b-test", "ab-test"),
    "assumption": ("hypothesis", "guess"),
    "action": ("customer-action",),
    "interaction": ("contact",),
    "journey": ("customer-journey",),
    "experience": ("experience-map",),
    "blueprint": ("service-blueprint",),
    "employee": ("employee-journey",),
    "up": ("higher-is-better", "rising", "increase"),
    "down": ("lower-is-better", "falling", "decrease"),
    "mean": ("average",),
    "percent": ("percentage", "share"),
    "human": ("person",),
    "owned": ("own",),
    "earned": ("organic",),
    "paid": ("bought",),
    "partner": ("third-party",),
    "functional": ("practical",),
    "emotional": ("feeling",),
    "social": ("society",),
    "parent": ("above",),
    "child": ("detail",),
    "variant": ("version",),
    "baseline": ("before",),
}
_PROMPTS: Final = {
    "owner": ("Your team",),
    "role": ("A customer you know",),
    "goals": ("What this person wants from life, not from you",),
    "scenario": ("Who does what, in which situation",),
    "goal": (
        "What the customer wants to have at the end",
        "What the customer wants to find out first",
        "What the customer wants to get done",
        "What the customer wants to get out of it",
    ),
    "start": ("What sets it off",),
    "end": ("How the customer knows that it is over",),
    "name": (
        "Where the customer first meets you",
        "The step that everybody complains about",
        "What comes a week later",
    ),
    "does": ("What the customer does",),
    "thoughts": (
        "What the customer thinks, in the customer's words",
        "What the customer thinks",
    ),
    "expects": ("What the customer expects",),
    "pains": ("What makes it hard",),
    "opportunities": ("What to do about it",),
}
LANGUAGE: Final = Language(
    code="en",
    convention=_CONVENTION,
    same=_SAME,
    like=_LIKE,
    ways=_WAYS,
    stand_ins=_STAND_INS,
    phases=_PHASES,
    emotions=_EMOTIONS,
    levels=_LEVELS,
    values=_VALUES,
    endings=worded("s es"),
    time=TimeWords(
        units={
            "weeks": (
                "week",
                "weeks",
                "wk",
                "wks",
            ),
            "days": (
                "day",
                "days",
            ),
            "hours": (
                "hour",
                "hours",
                "hr",
                "hrs",
            ),
            "minutes": (
                "minute",
                "minutes",
                "mins",
            ),
            "seconds": (
                "second",
                "seconds",
                "sec",
                "secs",
            ),
        },
        amounts={
            0.5: ("half",),
            1: (
                "a",
                "an",
                "one",
            ),
            2: ("two",),
            3: ("three",),
            4: ("four",),
            5: ("five",),
            6: ("six",),
            7: ("seven",),
            8: ("eight",),
            9: ("nine",),
            10: ("ten",),
            12: ("twelve",),
        },
    ),
    small_words=worded(
        "a an the of to in on at for by with and or our your their its this that is be"
    ),
    stage_words=worded("stage phase step"),
    conjunctions=("and",),
    insider_names=listed(
        """
        internal, back-office, backoffice, backend, lead-generation, lead-qualification,
        lead-nurturing, lead-nurture, lead-scoring, lead-management, lead-capture, data-entry,
        order-processing, order-management, claims-processing, claim-processing,
        application-processing, request-processing, payment-processing, provisioning,
        procurement, upsell, upselling, cross-sell, cross-selling, quality-assurance,
        quality-control, ticket-triage, ticket-routing, ticket-handling, underwriting,
        stock-management, inventory-management, warehousing, campaign-management,
        sales-pipeline, sales-funnel, crm, erp
        """
    ),
    outsider_names=("internal-medicine",),
    prompts=_PROMPTS,
)
