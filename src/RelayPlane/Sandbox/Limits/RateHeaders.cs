using System.Globalization;
using RelayPlane.Catalog;

namespace RelayPlane.Sandbox.Limits;

/// <summary>Puts a rate state into a reply's headers, in the words of each API. Gemini has none.</summary>
internal static class RateHeaders
{
    public static void Write(IHeaderDictionary headers, Api api, RateState state, DateTimeOffset now)
    {
        if (api == Api.Anthropic)
        {
            Anthropic(headers, "requests", state.RequestLimit, state.RequestsLeft, now.AddSeconds(state.RequestReset));
            Anthropic(headers, "input-tokens", state.InputLimit, state.InputLeft, now.AddSeconds(state.InputReset));
            Anthropic(headers, "output-tokens", state.OutputLimit, state.OutputLeft, now.AddSeconds(state.OutputReset));
            Anthropic(
                headers, "tokens", state.InputLimit + state.OutputLimit, state.InputLeft + state.OutputLeft,
                now.AddSeconds(Math.Max(state.InputReset, state.OutputReset)));
        }
        else if (api == Api.OpenAI)
        {
            OpenAI(headers, "requests", state.RequestLimit, state.RequestsLeft, state.RequestReset);
            OpenAI(headers, "tokens", state.InputLimit, state.InputLeft, state.InputReset);
        }
    }

    // The reset is when the bucket is full, rounded up to the second, in RFC 3339.
    private static void Anthropic(IHeaderDictionary headers, string what, double limit, double left, DateTimeOffset reset)
    {
        headers[$"anthropic-ratelimit-{what}-limit"] = Number(limit);
        headers[$"anthropic-ratelimit-{what}-remaining"] = Number(left);
        headers[$"anthropic-ratelimit-{what}-reset"] =
            reset.AddSeconds(0.999).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
    }

    private static void OpenAI(IHeaderDictionary headers, string what, double limit, double left, double reset)
    {
        headers[$"x-ratelimit-limit-{what}"] = Number(limit);
        headers[$"x-ratelimit-remaining-{what}"] = Number(left);
        headers[$"x-ratelimit-reset-{what}"] = GoDuration.Format(reset);
    }

    private static string Number(double value) => ((long)Math.Max(0, value)).ToString(CultureInfo.InvariantCulture);
}
