using System.Text;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Mending;

/// <summary>Mends a Responses body that was written for another model: sampling that this one refuses is left out aloud, and its effort is one that it knows.</summary>
internal sealed class ResponsesMending(ModelTraits traits)
{
    private readonly List<string> _dropped = [];

    public Mended Apply(ReadOnlyMemory<byte> body)
    {
        var mended = Members.Rewrite(body.Span, (name, value) => value.SequenceEqual("null"u8) ? MemberChange.Keep : Encoding.UTF8.GetString(name) switch
        {
            "temperature" => DropUnless(traits.Temperature, "temperature"),
            "top_p" => DropUnless(traits.TopP, "top_p"),
            "top_logprobs" => DropUnless(traits.Logprobs, "top_logprobs"),
            "parallel_tool_calls" => DropUnless(traits.ParallelFlag, "parallel_tool_calls"),
            "reasoning" => Reasoning(value),
            _ => MemberChange.Keep,
        });
        return new Mended(mended is null ? body : mended, _dropped);
    }

    private MemberChange Reasoning(ReadOnlySpan<byte> value)
    {
        if (traits.Refuses.Contains("reasoning_effort"))
        {
            return DropUnless(false, "reasoning");
        }

        return MemberChange.Of(Members.Rewrite(value, (name, effort) =>
            name.SequenceEqual("effort"u8) && traits.Efforts.Count > 0 && Efforts.Read(JsonText.OrNull(effort)) is { } asked
            && Efforts.Nearest(asked, traits.Efforts) is var nearest && nearest != Efforts.Word(asked)
                ? MemberChange.Of(Encoding.UTF8.GetBytes($"\"{nearest}\""))
                : MemberChange.Keep));
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
