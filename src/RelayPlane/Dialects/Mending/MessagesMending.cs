using System.Text;
using RelayPlane.Catalog;

namespace RelayPlane.Dialects.Mending;

/// <summary>Mends a Messages body that was written for another model: what this one's family refuses is left out aloud, and it is told to think in its own way.</summary>
internal sealed class MessagesMending(ModelTraits traits)
{
    private readonly List<string> _dropped = [];

    public Mended Apply(ReadOnlyMemory<byte> body)
    {
        var limit = JsonText.Count(JsonText.Member(body.Span, "max_tokens"u8)) ?? 0;
        var both = traits.TemperatureWithTopP || JsonText.Member(body.Span, "temperature"u8).IsEmpty;
        var mended = Members.Rewrite(body.Span, (name, value) => value.SequenceEqual("null"u8) ? MemberChange.Keep : Encoding.UTF8.GetString(name) switch
        {
            "temperature" => DropUnless(traits.Temperature, "temperature"),
            "top_p" => DropUnless(traits.TopP && both, "top_p"),
            "top_k" => DropUnless(traits.TopK, "top_k"),
            "thinking" => Thinking(value, limit),
            "max_tokens" when limit > traits.MaxOutput => MemberChange.Of(Encoding.UTF8.GetBytes($"{traits.MaxOutput}")),
            "output_config" when traits.Efforts.Count == 0 => DropUnless(JsonText.Member(value, "effort"u8).IsEmpty, "output_config"),
            _ => MemberChange.Keep,
        });
        return new Mended(mended is null ? body : mended, _dropped);
    }

    /// <summary>A budget becomes the model's own measure, and the other way round; where there is no room for a thought, there is none.</summary>
    private MemberChange Thinking(ReadOnlySpan<byte> value, long limit)
    {
        var type = JsonText.Member(value, "type"u8);
        if (type.SequenceEqual("\"disabled\""u8))
        {
            return traits.ThinkingOff && traits.Reasoning != ReasoningStyle.None ? MemberChange.Keep : MemberChange.Drop;
        }

        var most = Math.Min(limit, traits.MaxOutput ?? limit) - 1;
        return traits.Reasoning switch
        {
            ReasoningStyle.Adaptive when type.SequenceEqual("\"enabled\""u8) && !traits.Temperature => MemberChange.Of("{\"type\":\"adaptive\"}"u8.ToArray()),
            ReasoningStyle.Budget when type.SequenceEqual("\"adaptive\""u8) && most >= traits.BudgetMin => MemberChange.Of(Encoding.UTF8.GetBytes($"{{\"type\":\"enabled\",\"budget_tokens\":{Math.Min(10_000, most)}}}")),
            ReasoningStyle.Budget when type.SequenceEqual("\"adaptive\""u8) => DropUnless(false, "thinking"),
            ReasoningStyle.None => DropUnless(false, "thinking"),
            _ => MemberChange.Keep,
        };
    }

    private MemberChange DropUnless(bool taken, string name)
    {
        if (taken)
        {
            return MemberChange.Keep;
        }

        _dropped.Add(name);
        return MemberChange.Drop;
    }
}
