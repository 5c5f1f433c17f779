using RelayPlane.Metering;

namespace RelayPlane.Dialects.Gemini;

/// <summary>
/// The counts of a Gemini reply, cumulative over a stream. <c>promptTokenCount</c> includes the cached content and excludes the prompts of tool use;
/// <c>candidatesTokenCount</c> excludes the thoughts.
/// </summary>
internal struct GenerateUsage
{
    private long? _prompt;
    private long? _cached;
    private long? _toolUse;
    private long? _candidates;
    private long? _thoughts;

    /// <summary>Whether it had any count: Vertex sends objects with nothing but a traffic type.</summary>
    public bool Overwrite(ReadOnlySpan<byte> usage)
    {
        var any = false;
        var walk = new JsonWalk(usage);
        while (walk.Open == '{' && walk.Next())
        {
            switch (walk.Name.Length)
            {
                case 16 when walk.Name.SequenceEqual("promptTokenCount"u8):
                    any |= Set(ref _prompt, walk.Value);
                    break;
                case 23 when walk.Name.SequenceEqual("cachedContentTokenCount"u8):
                    any |= Set(ref _cached, walk.Value);
                    break;
                case 23 when walk.Name.SequenceEqual("toolUsePromptTokenCount"u8):
                    any |= Set(ref _toolUse, walk.Value);
                    break;
                case 20 when walk.Name.SequenceEqual("candidatesTokenCount"u8):
                    any |= Set(ref _candidates, walk.Value);
                    break;
                case 18 when walk.Name.SequenceEqual("thoughtsTokenCount"u8):
                    any |= Set(ref _thoughts, walk.Value);
                    break;
            }
        }

        return any;
    }

    public readonly TokenUsage ToTokens()
    {
        var (prompt, cached, thoughts) = (_prompt ?? 0, _cached ?? 0, _thoughts ?? 0);
        var fresh = cached > prompt ? prompt : prompt - cached;
        return new TokenUsage(fresh + (_toolUse ?? 0), cached, 0, 0, (_candidates ?? 0) + thoughts, thoughts);
    }

    private static bool Set(ref long? count, ReadOnlySpan<byte> value)
    {
        var read = JsonText.Count(value);
        count = read ?? count;
        return read is not null;
    }
}
