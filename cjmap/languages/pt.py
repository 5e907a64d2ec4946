"""Portuguese: its words and how it writes figures."""

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
from cjmap.records import replace

_CONVENTION: Final = Convention(
    decimal=",",
    group=".",
    percent="%",
    quotes=("“", "”"),
    inner_quotes=("‘", "’"),
    months=tuple("jan. fev. mar. abr. mai. jun. jul. ago. set. out. nov. dez.".split()),
    date="{day} de {month} de {year}",
    fractions=None,
)
_EUROPEAN: Final = replace(
    _CONVENTION, group="\u00a0", quotes=("«", "»"), inner_quotes=("“", "”"), fractions=2
)
_SAME: Final = {
    "web": ("site", "sitio-web", "website", "pagina-web", "internet"),
    "app": ("aplicativo", "aplicacao", "aplicativo-movel", "app-movel"),
    "email": ("e-mail", "correio-eletronico", "emails", "e-mails"),
    "sms": ("mensagem-de-texto", "torpedo"),
    "push": ("notificacao-push", "notificacoes-push"),
    "chat": ("bate-papo", "chat-ao-vivo", "chat-online"),
    "chatbot": ("assistente-virtual", "robo-de-atendimento"),
    "phone": ("telefone", "ligacao", "telefonema", "chamada"),
    "video-call": ("videochamada", "videoconferencia", "chamada-de-video"),
    "portal": ("portal-do-cliente", "area-do-cliente"),
    "store": ("loja", "loja-fisica"),
    "on-site": ("no-local", "presencial", "em-pessoa"),
    "mail": ("correio", "correios"),
    "print": ("impresso", "impressos"),
    "tv": ("televisao",),
    "outdoor": ("midia-exterior", "publicidade-exterior"),
    "search": ("buscador", "motor-de-busca", "mecanismo-de-busca"),
    "display": ("anuncios-display", "publicidade-display"),
    "influencer": ("influenciador", "influenciadora", "influenciadores"),
    "reviews": ("avaliacoes", "resenhas"),
    "word-of-mouth": ("boca-a-boca",),
    "marketplace": ("mercado-online",),
    "event": ("evento", "eventos"),
    "kiosk": ("totem", "quiosque", "totem-de-autoatendimento"),
    "courier": ("entregador", "transportadora"),
    "agent": ("atendente", "consultor", "consultora"),
    "social": ("redes-sociais", "rede-social", "midias-sociais"),
}
_LIKE: Final = {
    "web": ("loja-virtual", "loja-online", "blog", "formulario"),
    "email": ("newsletter", "boletim"),
    "phone": ("central-de-atendimento", "sac", "linha-direta"),
    "portal": ("intranet",),
    "store": ("agencia", "filial", "farmacia", "supermercado", "shopping"),
    "on-site": ("recepcao", "sala-de-espera", "balcao", "guiche", "consultorio"),
    "print": (
        *("folheto", "panfleto", "catalogo", "revista", "jornal", "imprensa", "fatura", "boleto"),
        "recibo",
    ),
    "radio": ("podcast",),
    "outdoor": ("cartaz", "cartazes", "placa", "sinalizacao"),
    "display": ("banner",),
    "influencer": ("criador", "blogueiro"),
    "word-of-mouth": ("indicacao", "recomendacao", "amigos"),
    "event": ("feira", "congresso", "conferencia", "oficina", "webinar"),
    "kiosk": ("caixa-eletronico", "maquina-de-autoatendimento"),
    "courier": ("entrega", "encomenda", "motoboy"),
    "agent": ("vendedor", "vendedora", "funcionario", "corretor"),
    "social": ("comunidade", "forum"),
}
_STAND_INS: Final = {
    StandIn.EVERYBODY: worded("todos todas toda-a-gente todo-mundo"),
    StandIn.END: worded("fim final sucesso saida"),
    StandIn.GIVEN_UP: worded("abandono desiste desistencia"),
    StandIn.NOTHING: worded("nada"),
}
_WAYS: Final = worded(
    """
    carta terminal pessoal local casa visita reuniao consulta domicilio rua porta mesa sala hotel
    aeroporto estacao carro trem onibus produto embalagem tela aparelho maquina tablet relogio
    curso aula escola clinica hospital medico medica enfermeiro enfermeira banco parceiro
    advogado familia amigo amiga vizinho vizinha colega midia mensagem notificacao historia
    grupo mercado escritorio obra
    """
)
_PHASES: Final = PhaseNames(
    shared={
        "awareness": listed(
            """
            Conscientização, Consciência, Descoberta, Descobrir, Conhecimento, Atração,
            Inspiração, Necessidade, Gatilho, Primeiro contato, Reconhecimento da necessidade,
            Tomada de consciência
            """
        ),
        "consideration": listed(
            """
            Consideração, Avaliação, Avaliar, Pesquisa, Pesquisar, Comparação, Comparar,
            Interesse, Busca, Buscar, Exploração, Pré-compra, Antes da compra
            """
        ),
        "decision": listed(
            """
            Decisão, Decidir, Escolha, Escolher, Seleção, Intenção, Decisão de compra, Intenção
            de compra, Negociação, Orçamento
            """
        ),
        "purchase": listed(
            """
            Compra, Comprar, Pagamento, Pagar, Pedido, Pedir, Reserva, Reservar, Contratação,
            Contratar, Assinatura, Assinar, Inscrição, Matrícula, Transação, Venda, Conversão
            """
        ),
        "post-purchase": listed(
            """
            Pós-compra, Depois da compra, Após a compra, Pós-venda, Entrega, Envio, Recebimento,
            Onboarding, Boas-vindas, Uso, Usar, Utilização, Primeiro uso, Instalação, Ativação,
            Adoção, Implantação, Serviço, Atendimento, Suporte, Devolução, Acompanhamento,
            Consumo
            """
        ),
        "loyalty": listed(
            """
            Fidelidade, Fidelização, Lealdade, Retenção, Renovação, Renovar, Recompra,
            Relacionamento, Engajamento
            """
        ),
        "advocacy": listed(
            """
            Defesa da marca, Defesa, Recomendação, Recomendar, Indicação, Indicar, Promoção,
            Compartilhar, Compartilhamento, Embaixador, Embaixadores, Boca a boca
            """
        ),
    },
    own={
        "aida": {
            "attention": listed("Atenção"),
            "desire": listed("Desejo, Desejar"),
            "action": listed("Ação, Agir"),
        },
        "aarrr": {
            "acquisition": listed("Aquisição, Captação"),
            "activation": listed("Ativação, Ativar, Onboarding, Primeiro uso"),
            "retention": listed("Uso, Utilização, Adoção"),
            "referral": listed("Indicação"),
            "revenue": listed("Receita, Monetização, Compra, Pagamento, Assinatura"),
        },
        "five-a": {
            "aware": listed("Conhecer"),
            "appeal": listed("Atração, Atrair, Interesse"),
            "ask": listed("Perguntar, Pesquisa, Avaliação, Comparação"),
            "act": listed("Agir, Ação, Decisão"),
            "advocate": listed("Defender"),
        },
        "five-e": {
            "entice": listed("Atrair, Convidar, Convite"),
            "enter": listed("Entrar, Entrada, Chegada, Acolhida"),
            "engage": listed("Envolver, Envolvimento, Experiência, Estadia, Visita"),
            "exit": listed("Sair, Saída, Partida, Despedida"),
            "extend": listed("Prolongar, Estender"),
        },
        "see-think-do-care": {
            "see": listed("Ver"),
            "think": listed("Pensar"),
            "do": listed("Fazer"),
            "care": listed("Cuidar"),
        },
    },
    foreign={"five-a": {"aware": listed("Atração")}},
)
_EMOTIONS: Final = EmotionWords(
    scores=scored(
        {
            -2: """
            furioso furia indignado indignacao desesperado desespero raiva odio panico apavorado traido
            enojado revoltado enfurecido humilhado aterrorizado amedrontado indignada
            """,
            -1: """
            irritado irritacao chateado aborrecido frustrado frustrante frustracao decepcionado decepcao
            preocupado preocupacao ansioso ansiedade medo assustado confuso confusao inseguro
            inseguranca incerto incerteza estressado estresse tenso tensao nervoso impaciente
            impaciencia entediado tedio triste tristeza insatisfeito insatisfacao desconfiado
            desconfianca cetico envergonhado vergonha culpado impotente impotencia sozinho cansado
            exausto desanimado perdido sobrecarregado infeliz desconfortavel desconforto duvida receio
            zangado stressado stresse aflito aflicao angustiado angustia desiludido desilusao
            dececionado dececao desapontado deprimido magoado ofendido rejeitado ignorado abandonado
            enganado indeciso esgotado farto inquieto intranquilo desmotivado desorientado incomodado
            constrangido abatido pressionado hesitante
            """,
            0: "indiferente indiferenca neutro",
            1: """
            contente satisfeito satisfacao confiante confianca curioso curiosidade interessado tranquilo
            tranquilidade relaxado calmo aliviado alivio grato gratidao feliz felicidade esperancoso
            esperanca otimista inspirado motivado animado seguro seguranca acolhido impressionado
            intrigado encorajado compreendido respeitado valorizado apoiado realizado sereno serenidade
            divertido reconfortado sossegado fascinado
            """,
            2: """
            encantado entusiasmado entusiasmo empolgado empolgacao radiante alegria orgulhoso orgulho
            euforico euforia maravilhado apaixonado extasiado emocionado deslumbrado
            """,
        }
    ),
    degrees=worded("muito muita um pouco bastante bem tao extremamente meio levemente super"),
    turning=worded("nao sem nunca pouco pouca menos nenhum nenhuma nem falta perda contra"),
    folds=(("as", "o"), ("os", "o"), ("a", "o"), ("s", "")),
)
_LEVELS: Final = {
    "very-negative": ("muito-negativo", "muito-negativa", "muito-ruim", "pessimo"),
    "negative": ("negativo", "negativa", "ruim", "mal", "mau"),
    "neutral": ("neutro", "neutra", "regular"),
    "positive": ("positivo", "positiva", "bom", "bem"),
    "very-positive": ("muito-positivo", "muito-positiva", "muito-bom", "otimo", "excelente"),
    "none": ("nenhuma", "nenhum", "nao-se-aplica", "nao-aplicavel", "n-a"),
}
_VALUES: Final = {
    "true": ("sim",),
    "false": ("nao",),
    "very-low": ("muito-baixa", "minima", "muito-baixo"),
    "low": ("baixa", "leve", "baixo"),
    "medium": ("media", "moderada", "moderado", "medio"),
    "high": ("alta", "grave", "seria", "alto", "elevada"),
    "very-high": ("muito-alta", "muito-grave", "muito-alto", "maxima"),
    "minor": ("leve",),
    "major": ("grave",),
    "critical": ("critica", "bloqueante"),
    "rare": ("raro", "rara", "quase-nunca"),
    "sometimes": ("as-vezes", "ocasional", "de-vez-em-quando"),
    "often": ("frequente", "frequentemente", "muitas-vezes"),
    "always": ("constante", "constantemente"),
    "annoyance": ("incomodo",),
    "workaround": ("desvio", "contorno"),
    "abandonment": ("abandono",),
    "open": ("aberto", "aberta", "pendente"),
    "resolved": ("resolvida", "fechado", "fechada", "solucionado"),
    "idea": ("proposta", "sugestao", "pendente"),
    "planned": (
        "planejado",
        "planejada",
        "planeado",
        "planeada",
        "previsto",
        "aprovado",
        "a-fazer",
        "pendente",
    ),
    "doing": ("em-andamento", "em-curso", "em-progresso", "fazendo", "iniciado"),
    "done": ("feito", "feita", "concluido", "concluida", "terminado"),
    "dropped": ("descartado", "cancelado", "cancelada", "rejeitado"),
    "current": ("atual", "presente"),
    "future": ("futuro", "futura"),
    "draft": ("em-rascunho",),
    "review": ("revisao", "em-revisao", "avaliacao", "resenha"),
    "validated": ("validada", "aprovado", "aprovada"),
    "archived": ("arquivada",),
    "primary": ("principal", "primaria", "primario"),
    "secondary": ("secundaria", "secundario"),
    "happy": ("feliz", "normal", "principal"),
    "exception": ("erro", "falha", "excecao"),
    "success": ("sucesso", "fim", "final"),
    "abandon": ("abandono", "desistencia"),
    "customer": ("cliente", "usuario", "utilizador"),
    "organization": ("empresa", "organizacao"),
    "third-party": ("terceiro", "terceiros"),
    "interview": ("entrevista", "conversa"),
    "survey": ("pesquisa", "inquerito", "questionario", "enquete"),
    "analytics": ("analise-de-dados", "analitica", "dados-de-uso"),
    "support": ("suporte", "atendimento", "atendimento-ao-cliente", "chamado", "ticket"),
    "observation": ("observacao",),
    "usability-test": ("teste-de-usabilidade", "teste-com-usuarios"),
    "diary": ("diario", "estudo-de-diario"),
    "workshop": ("oficina",),
    "desk-research": ("pesquisa-documental", "pesquisa-secundaria"),
    "experiment": ("experimento", "teste-a-b"),
    "assumption": ("suposicao", "hipotese"),
    "action": ("acao", "acao-do-cliente"),
    "interaction": ("interacao", "contato"),
    "journey": ("jornada", "jornada-do-cliente"),
    "experience": ("experiencia",),
    "blueprint": ("plano-de-servico",),
    "employee": ("funcionario", "empregado", "colaborador"),
    "up": ("sobe", "acima", "para-cima", "aumenta"),
    "down": ("desce", "abaixo", "para-baixo", "diminui"),
    "mean": ("media",),
    "percent": ("porcentagem", "percentual"),
    "digital": ("online",),
    "physical": ("fisico", "presencial"),
    "voice": ("voz", "telefone"),
    "human": ("humano", "pessoal"),
    "owned": ("proprio",),
    "earned": ("ganho", "conquistado"),
    "paid": ("pago",),
    "partner": ("parceiro",),
    "functional": ("funcional",),
    "emotional": ("emocional",),
    "parent": ("pai", "superior"),
    "child": ("filho",),
    "variant": ("variante",),
    "baseline": ("linha-de-base",),
    "alternative": ("alternativo", "alternativa"),
}
LANGUAGE: Final = Language(
    code="pt",
    convention=_CONVENTION,
    same=_SAME,
    like=_LIKE,
    ways=_WAYS,
    stand_ins=_STAND_INS,
    phases=_PHASES,
    emotions=_EMOTIONS,
    levels=_LEVELS,
    values=_VALUES,
    endings=worded("s es as os a o e ao oes aes"),
    time=TimeWords(
        units={
            "weeks": (
                "semana",
                "semanas",
                "sem",
            ),
            "days": (
                "dia",
                "dias",
            ),
            "hours": (
                "hora",
                "horas",
                "hs",
            ),
            "minutes": (
                "minuto",
                "minutos",
                "mins",
            ),
            "seconds": (
                "segundo",
                "segundos",
                "seg",
            ),
        },
        amounts={
            0.5: (
                "meio",
                "meia",
            ),
            1: (
                "um",
                "uma",
            ),
            2: (
                "dois",
                "duas",
            ),
            3: ("tres",),
            4: ("quatro",),
            5: ("cinco",),
            6: ("seis",),
            7: ("sete",),
            8: ("oito",),
            9: ("nove",),
            10: ("dez",),
            12: ("doze",),
        },
    ),
    small_words=worded(
        """
        o a os as um uma uns umas de do da dos das em no na nos nas por pelo pela para com e ou
        seu sua nosso nossa este esta que se
        """
    ),
    stage_words=worded("etapa fase passo"),
    conjunctions=("e", "ou"),
    insider_names=listed(
        """
        interno, interna, internos, internas, geracao-de-leads, qualificacao-de-leads,
        nutricao-de-leads, gestao-de-pedidos, processamento-de-pedidos, processamento-do-pedido,
        processamento-de-pagamentos, gestao-de-reclamacoes, gestao-de-estoque,
        controle-de-qualidade, entrada-de-dados, suprimentos, venda-cruzada, funil-de-vendas
        """
    ),
    outsider_names=("medicina-interna",),
    regional={"pt": _EUROPEAN, "ao": _EUROPEAN, "mz": _EUROPEAN},
)
