using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using RelayPlane.Ledger;

namespace RelayPlane.Dashboard;

/// <summary>A request to <c>/api</c>, read value by value. The first that cannot be read is the <see cref="Problem"/>; the usual value stands in for it.</summary>
/// <param name="names">What stands in the path's placeholders.</param>
internal sealed class ApiAsk(HttpContext http, IReadOnlyDictionary<string, string> names, TimeProvider clock)
{
    private const int LargestBody = 1 << 20;

    public HttpContext Http { get; } = http;

    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    /// <summary>What is wrong with the query or body, for a person; whoever answers looks at it once all is read.</summary>
    public string? Problem { get; private set; }

    /// <summary>What stands in a placeholder of the path.</summary>
    public string Name(string placeholder) => names[placeholder];

    public string? Text(string name) => Http.Request.Query[name] is [{ Length: > 0 } text, ..] ? text : null;

    public IReadOnlyList<string> Texts(string name) => [.. Http.Request.Query[name].OfType<string>().Where(text => text.Length > 0)];

    public string Word(string name, string usual, params IReadOnlyList<string> known)
    {
        if (Text(name) is not { } text)
        {
            return usual;
        }

        return known.Contains(text) ? text : Wrong(usual, $"{name} is '{text}'; it may be {string.Join(", ", known)}.");
    }

    public int Count(string name, int usual, int most)
    {
        if (Text(name) is not { } text)
        {
            return usual;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0
            ? Math.Min(count, most)
            : Wrong(usual, $"{name} is '{text}'; it may be a number from 1 to {most}.");
    }

    public decimal? Amount(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        return decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
            ? amount
            : Wrong<decimal?>(null, $"{name} is '{text}'; it may be a number such as 0.25.");
    }

    public TimeZoneInfo Zone()
    {
        if (Text("zone") is not { } text)
        {
            return clock.LocalTimeZone;
        }

        // It is looked up as a file: what is no name must not lead out of the folder of zones, to one that has no end.
        return IsName(text) && TimeZoneInfo.TryFindSystemTimeZoneById(text, out var zone) ? zone : Wrong(clock.LocalTimeZone, $"zone is '{text}', which this machine does not know.");
    }

    public DateTimeOffset Since(string usual = "24h") => When("since", Text("since") ?? usual);

    public DateTimeOffset? Until() => Text("until") is { } text ? When("until", text) : null;

    /// <summary>Says what is wrong with a value that was read as text; of several problems the first is told.</summary>
    public void Refuse(string problem) => Problem ??= problem;

    /// <returns>Null where there is a <see cref="Problem"/>.</returns>
    public async ValueTask<T?> BodyAsync<T>(JsonTypeInfo<T> type)
        where T : class
    {
        using var body = new MemoryStream();
        var block = new byte[16 * 1024];
        for (int read; (read = await Http.Request.Body.ReadAsync(block, Http.RequestAborted)) > 0;)
        {
            if (body.Length + read > LargestBody)
            {
                return Wrong<T?>(null, $"The body is larger than {LargestBody >> 20} MB.");
            }

            body.Write(block, 0, read);
        }

        try
        {
            return JsonSerializer.Deserialize(body.GetBuffer().AsSpan(0, (int)body.Length), type) ?? Wrong<T?>(null, "The body is null.");
        }
        catch (JsonException thrown)
        {
            return Wrong<T?>(null, $"The body cannot be read: {thrown.Message}");
        }
    }

    private static bool IsName(string zone) => zone.Length <= 64 && char.IsAsciiLetter(zone[0]) && zone.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '_' or '-' or '+' or ' ');

    private DateTimeOffset When(string name, string text) =>
        SinceText.TryParse(text, Now, Zone(), out var when) ? when : Wrong(Now.AddDays(-1), $"{name} is '{text}'; it may be such as 30m, 24h, 7d, or a date.");

    private T Wrong<T>(T usual, string problem)
    {
        Problem ??= problem;
        return usual;
    }
}
