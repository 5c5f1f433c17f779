using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using RelayPlane.Dashboard;
using RelayPlane.Dashboard.OpenApi;
using Xunit;

namespace RelayPlane.Tests.Dashboard.OpenApi;

public sealed partial class OpenApiDocumentTests
{
    private static readonly JsonNode s_document = JsonNode.Parse(OpenApiDocument.Write(
        [
            new("GET", "/api/things/{id}", "A thing.", _ => ValueTask.FromResult(ApiReply.Done)) { Reply = ThingJson.Default.Thing, Parameters = ApiPath.Range },
            new("POST", "/api/things/{id}", "Changes a thing.", _ => ValueTask.FromResult(ApiReply.Done)) { Body = ThingJson.Default.ThingAsk },
            new("GET", "/api/things.csv", "All of them.", _ => ValueTask.FromResult(ApiReply.Done)) { ContentType = "text/csv" },
        ],
        "1.2.3"))!;

    [Fact]
    public void It_is_OpenAPI_3_1_of_this_version() =>
        Assert.Equal(("3.1.1", "1.2.3"), (s_document["openapi"]!.GetValue<string>(), s_document["info"]!["version"]!.GetValue<string>()));

    [Fact]
    public void A_record_stands_once_and_is_referred_to()
    {
        Assert.Equal("#/components/schemas/Thing", s_document["paths"]!["/api/things/{id}"]!["get"]!["responses"]!["200"]!["content"]!["application/json"]!["schema"]!["$ref"]!.GetValue<string>());
        Says("""
            { "type": "object",
              "properties": {
                "name": { "type": "string" }, "count_of": { "type": ["integer", "null"] }, "at": { "type": "string", "format": "date-time" }, "kind": { "type": "string", "enum": ["Small", "Large"] },
                "parent": { "anyOf": [{ "$ref": "#/components/schemas/Thing" }, { "type": "null" }] }, "parts": { "type": "array", "items": { "$ref": "#/components/schemas/Thing" } },
                "by_name": { "type": ["object", "null"], "additionalProperties": { "type": "number" } }, "note": { "type": ["string", "null"] } },
              "required": ["name", "count_of", "at", "kind", "parent", "parts", "by_name"] }
            """, s_document["components"]!["schemas"]!["Thing"]);
    }

    [Fact]
    public void Of_what_is_asked_only_what_has_no_usual_value_must_be_there() =>
        Says("""{ "type": "object", "properties": { "name": { "type": "string" }, "loud": { "type": "boolean" } }, "required": ["name"] }""", s_document["components"]!["schemas"]!["ThingAsk"]);

    [Fact]
    public void A_change_needs_the_token_and_says_that_it_was_made()
    {
        var change = s_document["paths"]!["/api/things/{id}"]!["post"]!;
        Assert.Equal(["id", Access.PageHeader], change["parameters"]!.AsArray().Select(parameter => parameter!["name"]!.GetValue<string>()));
        Assert.NotNull(change["responses"]!["204"]);
        Assert.NotNull(change["responses"]!["default"]);
    }

    [Fact]
    public void What_is_no_JSON_says_what_it_is() =>
        Assert.NotNull(s_document["paths"]!["/api/things.csv"]!["get"]!["responses"]!["200"]!["content"]!["text/csv"]);

    [Fact]
    public void Every_reference_leads_somewhere_and_every_operation_has_a_name_of_its_own()
    {
        var references = new List<string>();
        Collect(s_document, references);
        Assert.NotEmpty(references);
        Assert.All(references, reference => Assert.NotNull(s_document["components"]!["schemas"]![reference.Split('/')[^1]]));
        var names = s_document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()).Select(operation => operation.Value!["operationId"]!.GetValue<string>()).ToList();
        Assert.Equal(["get_api_things_id", "post_api_things_id", "get_api_things_csv"], names);
    }

    private static void Says(string expected, JsonNode? found) => Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), found), found?.ToJsonString());

    private static void Collect(JsonNode? node, List<string> references)
    {
        foreach (var child in node is JsonObject fields ? fields.Select(field => field.Value) : node is JsonArray items ? items : [])
        {
            Collect(child, references);
        }

        if (node is JsonObject { Count: 1 } only && only["$ref"] is { } reference)
        {
            references.Add(reference.GetValue<string>());
        }
    }

    internal sealed record Thing(string Name, int? CountOf, DateTimeOffset At, Kind Kind, Thing? Parent, IReadOnlyList<Thing> Parts, IReadOnlyDictionary<string, decimal>? ByName)
    {
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public string? Note { get; init; }
    }

    internal sealed record ThingAsk(string Name, bool Loud = false);

    internal enum Kind
    {
        Small,
        Large,
    }

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true)]
    [JsonSerializable(typeof(Thing))]
    [JsonSerializable(typeof(ThingAsk))]
    internal sealed partial class ThingJson : JsonSerializerContext;
}
