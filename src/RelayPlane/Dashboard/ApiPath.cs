using System.Text.Json.Serialization.Metadata;

namespace RelayPlane.Dashboard;

/// <summary>One path of <c>/api</c>: what answers it, and what <c>/api/openapi.json</c> says of it.</summary>
/// <param name="Method"><c>GET</c> or <c>POST</c>; a POST changes something and needs the page's token.</param>
/// <param name="Path">With placeholders: <c>/api/calls/{id}</c>.</param>
/// <param name="Summary">What it is for, in one sentence.</param>
internal sealed record ApiPath(string Method, string Path, string Summary, Func<ApiAsk, ValueTask<ApiReply>> Answer)
{
    /// <summary>What its query may have.</summary>
    public IReadOnlyList<ApiParameter> Parameters { get; init; } = [];

    /// <summary>What its body is; null where it has none.</summary>
    public JsonTypeInfo? Body { get; init; }

    /// <summary>What it answers; null for 204 or what is no JSON.</summary>
    public JsonTypeInfo? Reply { get; init; }

    /// <summary>What it answers in, where that is no JSON.</summary>
    public string? ContentType { get; init; }

    public static IReadOnlyList<ApiParameter> Range { get; } =
    [
        new("since", "How far back: 30m, 24h, 7d, 4w, or a date or time. Default 24h."),
        new("until", "Before when; default now."),
        new("zone", "Whose days are meant, as Europe/Berlin; default the gateway's own."),
    ];
}

/// <summary>A parameter of a query.</summary>
internal sealed record ApiParameter(string Name, string Summary);
