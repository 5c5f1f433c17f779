using System.Text;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Mending;

/// <summary>Mends a Messages body that was written for another model: what this one's family refuses is left out aloud, and it is told to think in its own way.</summary>
internal sealed class MessagesMending(ModelTraits traits)
{
    private readonly List<string> _dropped = [];

    public Mended Apply(ReadOnlyMemory<byte> body)
    {
        var thinking = new ThinkingMending(traits, body.Span, Drop);
        var both = traits.TemperatureWithTopP || JsonText.Member(body.Span, "temperature"u8) is [] or [(byte)'n', ..];
        var sampling = traits.SamplingWithThinking || !thinking.Thinks;
        var mended = Members.Rewrite(body.Span, (name, value) => value.SequenceEqual("null"u8) ? MemberChange.Keep : Encoding.UTF8.GetString(name) switch
        {
            "temperature" => DropUnless(traits.Temperature && (sampling || value is [(byte)'1'] or [(byte)'1', (byte)'.', (byte)'0']), "temperature"),
            "top_p" => DropUnless(traits.TopP && both, "top_p"),
            "top_k" => DropUnless(traits.TopK && sampling, "top_k"),
            "thinking" => thinking.Change(value),
            "max_tokens" => Limit(value),
            "output_config" => Config(value),
            "messages" when !traits.MidSystem => MemberChange.Of(SystemTurns.AsUsers(value)),
            _ => MemberChange.Keep,
        });
        return new Mended(mended is null ? body : mended, _dropped);
    }

    private MemberChange Limit(ReadOnlySpan<byte> value)
    {
        if (JsonText.Count(value) is not { } limit || traits.MaxOutput is not { } most || limit <= most)
        {
            return MemberChange.Keep;
        }

        Drop("max_tokens");
        return MemberChange.Of(Encoding.UTF8.GetBytes($"{most}"));
    }

    /// <summary>The nearest effort that the model knows, or none; the rest of the object stays.</summary>
    private MemberChange Config(ReadOnlySpan<byte> value)
    {
        var kept = 0;
        var mended = Members.Rewrite(value, (name, inner) =>
        {
            var change = name.SequenceEqual("effort"u8) ? Effort(inner) : MemberChange.Keep;
            kept += change.Kind == ChangeKind.Drop ? 0 : 1;
            return change;
        });
        return mended is not null && kept == 0 ? MemberChange.Drop : MemberChange.Of(mended);
    }

    private MemberChange Effort(ReadOnlySpan<byte> value)
    {
        if (JsonText.OrNull(value) is not { } word || traits.Efforts.Contains(word))
        {
            return MemberChange.Keep;
        }

        Drop("output_config.effort");
        return traits.Efforts.Count > 0 && Efforts.Read(word) is { } effort
            ? MemberChange.Of(Encoding.UTF8.GetBytes($"\"{Efforts.Nearest(effort, traits.Efforts)}\""))
            : MemberChange.Drop;
    }

    private MemberChange DropUnless(bool taken, string name)
    {
        if (taken)
        {
            return MemberChange.Keep;
        }

        Drop(name);
        return MemberChange.Drop;
    }

    private void Drop(string name)
    {
        if (!_dropped.Contains(name))
        {
            _dropped.Add(name);
        }
    }
}
