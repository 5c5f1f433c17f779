namespace RelayPlane.FunctionalTests.Clients;

/// <summary>What is wrong with the first model of a cascade, and what the second does.</summary>
/// <param name="Fault">In a few words.</param>
/// <param name="Trigger">What of <c>escalateOn</c> it is.</param>
/// <param name="From">The first model's format.</param>
/// <param name="To">The second's.</param>
/// <param name="First">How the first behaves, as <c>x-sandbox</c> says it.</param>
internal sealed record Rung(string Fault, string Trigger, string From, string To, string First)
{
    /// <summary>The text that the client is to get; of an error, a part of it.</summary>
    public string Good { get; init; } = "It is 21 °C in Paris, and the sky is clear.";

    /// <summary>How the second behaves, beside what it says.</summary>
    public string Second { get; init; } = string.Empty;

    /// <summary>How long the first is waited for, in seconds; null for as long as usual.</summary>
    public double? Patience { get; init; }

    /// <summary>What else the cascade looks for, that it does not find.</summary>
    public string? Also { get; init; }

    /// <summary>What the ledger calls the first attempt.</summary>
    public string Verdict { get; init; } = "answered";

    /// <summary>What clients see where the first answer takes so long that they are pinged: <c>good</c>, the second's; <c>kept</c>, the first's; <c>failed</c>, none. Null for no delay.</summary>
    public string? Held { get; init; }

    public string Cheap => $"first/{OneFormat.Cheap(From)}";

    public string Dear => $"second/{OneFormat.Dear(To)}";

    public static string Says(string text) => $"text={Uri.EscapeDataString(text)}";
}
