using RelayPlane.Metering;

namespace RelayPlane.Admission;

/// <summary>What a prompt's tokens may be counted as, beside plain input: written to a cache, which some charge more for, or audio.</summary>
/// <param name="Marked">The client asks for what it sends to be kept.</param>
/// <param name="ForAnHour">And for an hour.</param>
/// <param name="Audio">There is sound in it, or asked for.</param>
internal readonly record struct InputClasses(bool Marked, bool ForAnHour, bool Audio)
{
    public static InputClasses Of(ReadOnlySpan<byte> body)
    {
        // All three words are found wherever they stand: a prompt that speaks of them is only taken for dearer than it is.
        var marked = body.IndexOf("cache_control"u8) >= 0 || body.IndexOf("cache_breakpoint"u8) >= 0;
        return new InputClasses(marked, marked && body.IndexOf("\"1h\""u8) >= 0, body.IndexOf("audio"u8) >= 0);
    }

    /// <summary>The usages that a call of this size may be charged by.</summary>
    public IEnumerable<TokenUsage> Possible(string model, long input, long output)
    {
        // Reasoning is part of the output, and has a rate of its own at a few.
        yield return new TokenUsage(input, 0, 0, 0, output, 0);
        yield return new TokenUsage(input, 0, 0, 0, output, output);

        // Claude caches only what is marked; where others charge for writing, they write by themselves.
        if (Marked || !model.Contains("claude", StringComparison.OrdinalIgnoreCase))
        {
            yield return new TokenUsage(0, 0, input, 0, output, 0);
        }

        if (ForAnHour)
        {
            yield return new TokenUsage(0, 0, 0, input, output, 0);
        }

        if (Audio)
        {
            yield return new TokenUsage(input, 0, 0, 0, output, 0) { InputAudio = input, OutputAudio = output };
        }
    }
}
