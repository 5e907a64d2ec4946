"""English: its words and how it writes figures."""

from __future__ import annotations

from typing import Final

from cjmap.languages.language import (
    Convention,
    EmotionWords,
    Language,
    PhaseNames,
    listed,
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
_CHANNELS: Final = {
    "web": ("website", "internet"),
    "app": ("mobile-app",),
    "email": ("e-mail", "newsletter"),
    "sms": ("text-message",),
    "push": ("push-notification",),
    "chat": ("live-chat",),
    "chatbot": ("bot",),
    "phone": ("telephone", "call", "call-center"),
    "video-call": ("videocall",),
    "portal": ("customer-portal", "intranet"),
    "store": ("shop", "branch"),
    "on-site": ("onsite", "in-person", "in-situ"),
    "mail": ("post", "letter"),
    "print": ("brochure", "flyer"),
    "tv": ("television",),
    "radio": ("podcast",),
    "outdoor": ("billboard",),
    "search": ("search-engine", "google"),
    "display": ("banner", "banners", "display-ads"),
    "tiktok": ("tik-tok",),
    "x": ("twitter",),
    "influencer": ("influencers",),
    "reviews": ("review", "review-site"),
    "word-of-mouth": ("referral",),
    "marketplace": ("amazon",),
    "event": ("trade-fair", "fair"),
    "kiosk": ("totem", "terminal"),
    "courier": ("delivery",),
    "agent": ("staff", "advisor"),
    "social": ("social-media",),
}
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
    negative=worded(
        """
        angry anger annoyed annoyance anxious anxiety afraid ashamed betrayed bored boredom
        confused confusion desperate despair disappointed disappointment discouraged disgusted
        disgust dissatisfied dissatisfaction distrust distrustful doubtful embarrassed
        embarrassment fear fearful frustrated frustrating frustration furious fury guilty
        helpless hopeless insecure impatient impatience irritated irritation mad miserable
        nervous outraged outrage overwhelmed panic powerless rage regret resentful resentment
        sad sadness scared stressed stress suspicious tense terrified uncertain uncertainty
        uncomfortable uneasy unhappy upset worried worry
        """
    ),
    positive=worded(
        """
        happy happiness delighted delight satisfied satisfaction pleased glad joyful joy excited
        excitement enthusiastic enthusiasm confident confidence calm relaxed relieved relief
        grateful gratitude thankful proud pride hopeful hope cheerful amazed impressed inspired
        motivated optimistic reassured thrilled enjoyment trust
        """
    ),
    turning=worded("not no never without less lack loss barely hardly little against"),
)
ENGLISH: Final = Language(
    code="en",
    convention=_CONVENTION,
    channels=_CHANNELS,
    phases=_PHASES,
    emotions=_EMOTIONS,
    small_words=worded(
        "a an the of to in on at for by with and or our your their its this that is be"
    ),
    conjunctions=("and",),
    prepositions=("of", "for", "with", "in", "to", "at", "on", "by", "from"),
    head_last=True,
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
)
