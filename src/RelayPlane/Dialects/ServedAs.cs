using RelayPlane.Metering;

namespace RelayPlane.Dialects;

/// <summary>
/// Gathers how a reply says that it was served, from the members of its usage object and of its top level, whichever format they are in. What comes later
/// overwrites. A word that tells nothing (<c>auto</c>, <c>not_available</c>) is passed over, and Vertex's traffic types are said as tiers.
/// </summary>
internal struct ServedAs
{
    private string? _tier;
    private string? _speed;
    private string? _geo;

    public readonly RateModifiers Modifiers => new(_tier, _speed, _geo);

    /// <summary>What a usage object alone says.</summary>
    public static RateModifiers In(ReadOnlySpan<byte> usage)
    {
        var served = new ServedAs();
        var walk = new JsonWalk(usage);
        while (walk.Open == '{' && walk.Next())
        {
            served.Take(walk.Name, walk.Value);
        }

        return served.Modifiers;
    }

    /// <summary>Takes note of a member, if it is one of these.</summary>
    public void Take(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        switch (name.Length)
        {
            case 12 when name.SequenceEqual("service_tier"u8):
                _tier = Tier(value) ?? _tier;
                break;

            // Bedrock has an object there, Gemini a word.
            case 11 when name.SequenceEqual("serviceTier"u8):
                _tier = Tier(JsonText.IsObject(value) ? JsonText.Member(value, "type"u8) : value) ?? _tier;
                break;

            // Says more than Gemini's tier, which is "standard" beside it.
            case 11 when name.SequenceEqual("trafficType"u8):
                _tier = Tier(value) is { } traffic && (_tier is null || traffic != "standard") ? traffic : _tier;
                break;
            case 5 when name.SequenceEqual("speed"u8):
                _speed = Word(value) ?? _speed;
                break;
            case 17 when name.SequenceEqual("performanceConfig"u8):
                _speed = Word(JsonText.Member(value, "latency"u8)) ?? _speed;
                break;
            case 13 when name.SequenceEqual("inference_geo"u8):
                _geo = Word(value) ?? _geo;
                break;
        }
    }

    /// <summary><c>on_demand</c> is Groq's and Vertex's usual way.</summary>
    private static string? Tier(ReadOnlySpan<byte> value) => Word(value) switch
    {
        "on_demand" => "standard",
        "on_demand_flex" => "flex",
        "on_demand_priority" => "priority",
        var word => word,
    };

    private static string? Word(ReadOnlySpan<byte> value) =>
        value.SequenceEqual("\"standard\""u8) ? "standard"
        : value.SequenceEqual("\"default\""u8) ? "default"
        : JsonText.OrNull(value)?.ToLowerInvariant() is { } word and not ("auto" or "not_available" or "traffic_type_unspecified") ? word
        : null;
}
