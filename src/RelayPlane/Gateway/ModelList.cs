using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects;
using RelayPlane.Dispatch;
using RelayPlane.Routing;

namespace RelayPlane.Gateway;

/// <summary>
/// The names that can be had from the gateway itself, for a client that asks for a list which no key opens upstream: those that stand for models which a key
/// does open, and what needs no key. In the shape, and with the paging, of the API that it speaks.
/// </summary>
/// <param name="free">What needs no key.</param>
/// <param name="names">What names mean; null where none are known but these.</param>
internal sealed class ModelList(KeyRing keys, IReadOnlyList<string> free, TimeProvider clock, TargetNames? names = null)
{
    public bool Answers(Call call, Plan plan) => call.Endpoint switch
    {
        Endpoint.Models => plan.Targets is [var only] && keys.For(call, only.Provider).Count == 0,
        Endpoint.Model => call.Facts.Model is { } model && (free.Contains(model) || OurNames.Word(model) is not null || names?.Rules.Aliases.ContainsKey(model) == true),
        _ => false,
    };

    public async ValueTask<Refusal?> SendAsync(Call call, HttpContext http, CallNotes notes)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            Write(json, call, http.Request.Query, call.Endpoint == Endpoint.Model ? [] : [.. Standing(call), .. free]);
        }

        http.Response.Headers[ReplyNames.CallId] = notes.Id;
        http.Response.ContentType = "application/json";
        await http.Response.Body.WriteAsync(buffer.ToArray(), http.RequestAborted);
        return null;
    }

    /// <summary>Names that stand for models which the call could get.</summary>
    private IEnumerable<string> Standing(Call call) => names is null ? [] : OurNames.Listed.Concat(names.Rules.Aliases.Keys.Order(StringComparer.Ordinal)).Distinct()
        .Where(name => names.Asked(call.Api, name).Target is { } target && keys.For(call, target.Provider).Count > 0);

    private void Write(Utf8JsonWriter json, Call call, IQueryCollection query, IReadOnlyList<string> models)
    {
        var created = clock.GetUtcNow();
        json.WriteStartObject();
        if (call.Endpoint == Endpoint.Model)
        {
            One(json, call.Api, call.Facts.Model!, created);
        }
        else
        {
            List(json, call.Api, query, models, created);
        }

        json.WriteEndObject();
    }

    private void One(Utf8JsonWriter json, Api api, string name, DateTimeOffset created)
    {
        switch (api)
        {
            case Api.Anthropic:
                Anthropic(json, name, created);
                break;
            case Api.Gemini:
                Gemini(json, name);
                break;
            default:
                OpenAI(json, name, created);
                break;
        }
    }

    private void List(Utf8JsonWriter json, Api api, IQueryCollection query, IReadOnlyList<string> models, DateTimeOffset created)
    {
        switch (api)
        {
            case Api.Anthropic:
                var page = AnthropicPage(models, Number(query["limit"], 20), query["after_id"].ToString(), query["before_id"].ToString());
                Array(json, "data", page.Items, name => One(json, api, name, created));
                json.WriteBoolean("has_more", page.More);
                json.WriteString("first_id", page.Items is [var first, ..] ? first : null);
                json.WriteString("last_id", page.Items is [.., var last] ? last : null);
                break;
            case Api.Gemini:
                var found = Page(models, Number(query["pageSize"], 50), (int)Math.Min(Number(query["pageToken"], 0), models.Count));
                Array(json, "models", found.Items, name => One(json, api, name, created));
                if (found.More)
                {
                    json.WriteString("nextPageToken", found.Next.ToString(System.Globalization.CultureInfo.InvariantCulture));
                }

                break;
            default:
                json.WriteString("object", "list");
                Array(json, "data", models, name => One(json, api, name, created));
                break;
        }
    }

    private static (IReadOnlyList<string> Items, bool More, int Next) Page(IReadOnlyList<string> models, long size, int from)
    {
        var items = models.Skip(from).Take((int)Math.Clamp(size, 1, 1000)).ToArray();
        return (items, from + items.Length < models.Count, from + items.Length);
    }

    /// <summary>Backwards from <c>before_id</c>, else forwards from <c>after_id</c>; more means more in that direction.</summary>
    private static (IReadOnlyList<string> Items, bool More, int Next) AnthropicPage(IReadOnlyList<string> models, long size, string after, string before)
    {
        if (before.Length == 0)
        {
            return Page(models, size, After(models, after));
        }

        var end = models.TakeWhile(model => model != before).Count();
        var start = (int)Math.Max(0, end - Math.Clamp(size, 1, 1000));
        return (models.Take(start..end).ToArray(), start > 0, start);
    }

    private static int After(IReadOnlyList<string> models, string id) => id.Length == 0 ? 0 : models.TakeWhile(model => model != id).Count() + 1;

    private static long Number(string? text, long otherwise) => long.TryParse(text, out var number) && number >= 0 ? number : otherwise;

    private static void Array(Utf8JsonWriter json, string name, IReadOnlyList<string> items, Action<string> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Anthropic(Utf8JsonWriter json, string name, DateTimeOffset created)
    {
        json.WriteString("type", "model");
        json.WriteString("id", name);
        json.WriteString("display_name", name);
        json.WriteString("created_at", created.UtcDateTime.ToString("yyyy-MM-dd'T'00:00:00'Z'", System.Globalization.CultureInfo.InvariantCulture));
    }

    private void OpenAI(Utf8JsonWriter json, string name, DateTimeOffset created)
    {
        json.WriteString("id", name);
        json.WriteString("object", "model");
        json.WriteNumber("created", created.ToUnixTimeSeconds());
        json.WriteString("owned_by", free.Contains(name) ? "sandbox" : "relayplane");
    }

    private static void Gemini(Utf8JsonWriter json, string name)
    {
        json.WriteString("name", $"models/{name}");
        json.WriteString("displayName", name);
        json.WriteStartArray("supportedGenerationMethods");
        json.WriteStringValue("generateContent");
        json.WriteStringValue("countTokens");
        json.WriteEndArray();
    }
}
