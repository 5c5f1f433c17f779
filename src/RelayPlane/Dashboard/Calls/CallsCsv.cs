using System.Globalization;
using System.Text;
using RelayPlane.Ledger.Pages;

namespace RelayPlane.Dashboard.Calls;

/// <summary>Calls for a spreadsheet: a line of names, then a line a call; what is unknown is empty. The names are those of <see cref="CallRow"/>.</summary>
internal static class CallsCsv
{
    public const int MostRows = 100_000;

    private const int Page = 1000;

    private static readonly (string Name, Func<CallRow, string> Field)[] s_columns =
    [
        ("id", call => CsvField.Of(call.Id)),
        ("at", call => call.At.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture)),
        ("api", call => CsvField.Of(call.Api)),
        ("endpoint", call => CsvField.Of(call.Endpoint)),
        ("stream", call => Of(call.Stream)),
        ("model_requested", call => CsvField.Of(call.ModelRequested)),
        ("model", call => CsvField.Of(call.Model)),
        ("provider", call => CsvField.Of(call.Provider)),
        ("client", call => CsvField.Of(call.Client)),
        ("agent", call => CsvField.Of(call.Agent)),
        ("session", call => CsvField.Of(call.Session)),
        ("route", call => CsvField.Of(call.Route)),
        ("status", call => Of(call.Status)),
        ("outcome", call => CsvField.Of(call.Outcome)),
        ("error", call => CsvField.Of(call.Error)),
        ("queue_ms", call => Of(call.QueueMs)),
        ("first_byte_ms", call => Of(call.FirstByteMs)),
        ("total_ms", call => Of(call.TotalMs)),
        ("tokens_in", call => Of(call.TokensIn)),
        ("tokens_out", call => Of(call.TokensOut)),
        ("cache_read_tokens", call => Of(call.CacheReadTokens)),
        ("cost_usd", call => Of(call.CostUsd)),
        ("cost_nano", call => Of(call.CostNano)),
        ("unpriced", call => Of(call.Unpriced)),
        ("estimated", call => Of(call.Estimated)),
        ("attempts", call => Of(call.Attempts)),
        ("fallback", call => Of(call.Fallback)),
    ];

    /// <summary>What the file begins with.</summary>
    public static CallsAsk First(CallsAsk ask) => ask with { After = null, Limit = Page };

    /// <summary>Writes page by page, from the first on, as many rows as fit a file.</summary>
    /// <param name="page">The first, read before: what goes wrong with that can still be told.</param>
    public static async ValueTask WriteAsync(Stream output, CallsPages pages, CallsAsk ask, CallsPage page, CancellationToken cancel)
    {
        await output.WriteAsync(Encoding.UTF8.GetBytes(string.Join(',', s_columns.Select(column => column.Name)) + "\r\n"), cancel);
        for (var left = MostRows; ;)
        {
            cancel.ThrowIfCancellationRequested();
            var lines = page.Calls.Select(CallRow.Of).Select(row => string.Join(',', s_columns.Select(column => column.Field(row))) + "\r\n");
            await output.WriteAsync(Encoding.UTF8.GetBytes(string.Concat(lines)), cancel);
            left -= page.Calls.Count;
            if (page.Next is null || left <= 0)
            {
                return;
            }

            page = pages.Read(ask with { After = page.Next, Limit = Math.Min(left, Page) });
        }
    }

    private static string Of(bool value) => value ? "true" : "false";

    private static string Of(IFormattable? value) => value?.ToString(null, CultureInfo.InvariantCulture) ?? "";
}
