using System.Text.Json;
using System.Text.Json.Nodes;

namespace RelayPlane.Dashboard.OpenApi;

/// <summary>Describes the paths of the API as OpenAPI 3.1 does, from what answers them.</summary>
internal static class OpenApiDocument
{
    private const string Json = "application/json";

    public static byte[] Write(IReadOnlyList<ApiPath> paths, string version)
    {
        var schemas = new SchemaBook();
        var problem = schemas.Of(ApiJson.Default.ApiProblem);
        var described = new JsonObject();
        foreach (var path in paths)
        {
            if (described[path.Path] is not JsonObject methods)
            {
                described[path.Path] = methods = [];
            }

            methods[path.Method.ToLowerInvariant()] = Operation(path, schemas, problem);
        }

        var document = new JsonObject
        {
            ["openapi"] = "3.1.1",
            ["info"] = new JsonObject
            {
                ["title"] = "RelayPlane",
                ["version"] = version,
                ["description"] = "What the page at / asks and does. GET changes nothing. POST needs the token of GET /api/token in the header " + Access.PageHeader + ".",
            },
            ["paths"] = described,
            ["components"] = new JsonObject { ["schemas"] = schemas.Records },
        };
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            document.WriteTo(writer);
        }

        return buffer.ToArray();
    }

    private static JsonObject Operation(ApiPath path, SchemaBook schemas, JsonObject problem)
    {
        var operation = new JsonObject { ["summary"] = path.Summary, ["operationId"] = IdOf(path), ["tags"] = new JsonArray(path.Path.Split('/')[2]) };
        JsonNode[] parameters = [.. Placeholders(path).Concat(path.Parameters.Select(each => Parameter(each.Name, "query", each.Summary, isRequired: false))).Concat(Token(path))];
        if (parameters.Length > 0)
        {
            operation["parameters"] = new JsonArray(parameters);
        }

        if (path.Body is { } body)
        {
            operation["requestBody"] = new JsonObject { ["required"] = true, ["content"] = Content(Json, schemas.Of(body, isAsked: true)) };
        }

        var wrong = new JsonObject { ["description"] = "What was wrong, and what to do.", ["content"] = Content(Json, problem.DeepClone()) };
        operation["responses"] = path switch
        {
            { Reply: { } reply } => new JsonObject { ["200"] = Answered(Json, schemas.Of(reply)), ["default"] = wrong },
            { ContentType: { } type } => new JsonObject { ["200"] = Answered(type, type.EndsWith("json", StringComparison.Ordinal) ? [] : new JsonObject { ["type"] = "string" }), ["default"] = wrong },
            _ => new JsonObject { ["204"] = new JsonObject { ["description"] = "It is done." }, ["default"] = wrong },
        };
        return operation;
    }

    /// <summary>The method and the path in one word: <c>get_api_calls_id</c>.</summary>
    private static string IdOf(ApiPath path) =>
        string.Join('_', path.Path.Split(['/', '{', '}', '.'], StringSplitOptions.RemoveEmptyEntries).Prepend(path.Method.ToLowerInvariant()));

    private static IEnumerable<JsonNode> Placeholders(ApiPath path) =>
        path.Path.Split('/').Where(part => part.StartsWith('{')).Select(part => Parameter(part[1..^1], "path", null, isRequired: true));

    private static IEnumerable<JsonNode> Token(ApiPath path) =>
        path.Method == HttpMethods.Get ? [] : [Parameter(Access.PageHeader, "header", "The token of GET /api/token.", isRequired: true)];

    private static JsonObject Parameter(string name, string place, string? summary, bool isRequired)
    {
        var parameter = new JsonObject { ["name"] = name, ["in"] = place, ["required"] = isRequired, ["schema"] = new JsonObject { ["type"] = "string" } };
        if (summary is not null)
        {
            parameter["description"] = summary;
        }

        return parameter;
    }

    private static JsonObject Answered(string type, JsonObject schema) => new() { ["description"] = "The answer.", ["content"] = Content(type, schema) };

    private static JsonObject Content(string type, JsonNode schema) => new() { [type] = new JsonObject { ["schema"] = schema } };
}
