using System.Text.Json;

namespace RelayPlane.Sandbox.Anthropic;

/// <summary><c>GET /v1/models</c> as Anthropic pages it: <c>limit</c>, <c>after_id</c>, <c>before_id</c>, <c>has_more</c>.</summary>
internal static class ModelPage
{
    private const int DefaultLimit = 20;

    public static void List(Utf8JsonWriter json, IQueryCollection query)
    {
        var all = ModelShelf.Anthropic;
        var limit = int.TryParse(query["limit"], out var asked) ? Math.Clamp(asked, 1, 1000) : DefaultLimit;
        var after = Array.IndexOf(all, query["after_id"].ToString());
        var before = Array.IndexOf(all, query["before_id"].ToString());
        var start = before >= 0 ? Math.Max(0, before - limit) : after + 1;
        var end = Math.Min(before >= 0 ? before : all.Length, start + limit);
        json.WriteStartObject();
        json.WriteStartArray("data"u8);
        foreach (var model in all[start..end])
        {
            One(json, model);
        }

        json.WriteEndArray();
        json.WriteBoolean("has_more"u8, before >= 0 ? start > 0 : end < all.Length);
        json.WriteString("first_id"u8, start < end ? all[start] : null);
        json.WriteString("last_id"u8, start < end ? all[end - 1] : null);
        json.WriteEndObject();
    }

    public static void One(Utf8JsonWriter json, string model)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "model"u8);
        json.WriteString("id"u8, model);
        json.WriteString("display_name"u8, model);
        json.WriteString("created_at"u8, "2026-01-01T00:00:00Z"u8);
        json.WriteNumber("max_input_tokens"u8, 200_000);
        json.WriteNumber("max_tokens"u8, 64_000);
        json.WriteEndObject();
    }
}
