namespace RelayPlane.Dispatch.Judging;

/// <summary>Whether a text is nothing but a refusal. Models that refuse in plain words do it shortly, and in few ways; a long text that also says what it cannot do is an answer. Pure.</summary>
internal static class RefusalText
{
    private const int Longest = 600;

    /// <summary>What a refusal begins with, one language a line. Apostrophes are straight, letters small.</summary>
    private static readonly string[] s_openings =
    [
        "i'm sorry", "i am sorry", "sorry,", "sorry, but", "i apologize", "unfortunately, i", "as an ai", "i can't ", "i cannot ", "i can not ", "i won't ", "i will not ", "i'm unable to ", "i am unable to ", "i'm not able to ", "i am not able to ", "i must decline", "i have to decline", "i'm going to have to decline",
        "es tut mir leid", "tut mir leid", "leider kann ich", "ich kann dir", "ich kann ihnen", "ich kann dabei", "ich kann das nicht", "ich kann diese",
        "je suis désolé", "désolé", "je ne peux pas", "je ne suis pas en mesure",
        "lo siento", "no puedo ", "disculpa",
        "mi dispiace", "non posso ",
        "desculpe", "sinto muito", "não posso ",
        "het spijt me", "sorry, maar", "ik kan ",
        "przykro mi", "przepraszam", "nie mogę ",
        "извините", "к сожалению", "простите", "я не могу ",
        "抱歉", "很抱歉", "对不起", "對不起", "我无法", "我無法", "我不能",
        "申し訳", "すみませんが", "ごめんなさい",
        "죄송",
    ];

    /// <summary>And what it says then, in its first sentences.</summary>
    private static readonly string[] s_words =
    [
        "can't help", "can't assist", "can't comply", "can't fulfill", "can't provide", "can't answer", "can't do that", "can't support", "can't engage", "can't discuss", "can't create", "can't write", "can't generate", "can't share", "can't give", "can't offer", "can't continue with", "can't participate",
        "cannot help", "cannot assist", "cannot comply", "cannot fulfill", "cannot provide", "cannot answer", "cannot do that", "cannot support", "cannot engage", "cannot discuss", "cannot create", "cannot write", "cannot generate", "cannot share", "cannot give", "cannot offer", "cannot continue with", "cannot participate",
        "won't help", "won't assist", "won't provide", "won't be able to help", "won't be able to assist", "will not help", "will not assist", "will not provide",
        "unable to help", "unable to assist", "unable to comply", "unable to fulfill", "unable to provide", "unable to answer", "unable to engage", "unable to generate", "unable to create",
        "not able to help", "not able to assist", "not able to provide", "not able to comply", "must decline", "have to decline",
        "nicht helfen", "nicht weiterhelfen", "nicht unterstützen", "nicht behilflich", "nicht beantworten", "nicht nachkommen", "nicht erfüllen",
        "pas vous aider", "pas t'aider", "pas aider", "pas répondre à", "pas fournir", "pas vous fournir",
        "no puedo ayudar", "no puedo proporcionar", "no puedo cumplir", "no puedo responder", "no puedo asistir",
        "non posso aiutar", "non posso fornire", "non posso rispondere", "non posso assister",
        "não posso ajudar", "não posso fornecer", "não posso atender", "não posso responder",
        "niet helpen", "niet voldoen aan", "niet bij helpen",
        "nie mogę pomóc", "nie mogę udzielić", "nie mogę spełnić",
        "не могу помочь", "не могу предоставить", "не могу выполнить", "не могу ответить",
        "无法帮助", "无法提供", "无法协助", "无法回答", "无法满足", "不能帮助", "不能提供", "不能协助", "不能回答", "無法幫助", "無法提供", "無法協助", "無法回答", "不能幫助", "不能提供",
        "お手伝いできません", "お手伝いすることはできません", "お答えできません", "お答えすることはできません", "提供できません", "提供することはできません", "お応えできません", "対応できません",
        "도와드릴 수 없", "도와 드릴 수 없", "제공할 수 없", "답변할 수 없", "답변드릴 수 없", "도움을 드릴 수 없",
    ];

    /// <summary>What no model has is no refusal: it does not help to ask another.</summary>
    private static readonly string[] s_limits = ["real-time", "real time", "access to", "capabilities are", "internet", "browse", "up-to-date"];

    public static bool Is(string text)
    {
        var said = text.AsSpan().Trim();
        if (said.IsEmpty || said.Length > Longest)
        {
            return false;
        }

        var plain = PlainWords.Of(said);
        return s_openings.Any(opening => plain.StartsWith(opening, StringComparison.Ordinal)) && s_words.Any(word => plain.Contains(word, StringComparison.Ordinal)) && !s_limits.Any(limit => plain.Contains(limit, StringComparison.Ordinal));
    }
}
