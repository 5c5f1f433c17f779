using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using RelayPlane.Dashboard;
using RelayPlane.Dashboard.OpenApi;
using Xunit;

namespace RelayPlane.Tests.Dashboard.OpenApi;

/// <summary>What the page believes of the API's answers (<c>src/api/types</c>) against what the gateway writes.</summary>
public sealed class ContractTests
{
    /// <summary>What the page sends: the gateway may take more than that, and says what is missing.</summary>
    private static readonly string[] s_sent = ["ConfigAsk", "ConfigChange"];

    private static readonly IReadOnlyDictionary<string, IReadOnlyList<TypeScriptField>> s_interfaces =
        TypeScriptInterfaces.Read(string.Concat(Files()));

    private static readonly JsonObject s_records = Records();

    /// <summary>The files of the contract without their imports, in the order in which <c>types.ts</c> gathers them: what is extended stands before.</summary>
    private static IEnumerable<string> Files()
    {
        var folder = Path.Combine(Repository.Root, "src/Dashboard/src/api");
        return File.ReadLines(Path.Combine(folder, "types.ts"))
            .Where(line => line.StartsWith("export", StringComparison.Ordinal))
            .SelectMany(line => File.ReadLines(Path.Combine(folder, line.Split('\'')[1] + ".ts")))
            .Where(line => !line.StartsWith("import", StringComparison.Ordinal))
            .Select(line => line + "\n");
    }

    public static TheoryData<string> Interfaces() => [.. s_interfaces.Keys];

    [Theory]
    [MemberData(nameof(Interfaces))]
    public void The_page_and_the_gateway_mean_the_same(string name)
    {
        var record = RecordOf(name);
        Assert.True(record is not null, $"The gateway has no record {name}.");
        Assert.Empty(Differences(name, s_interfaces[name], record, []));
    }

    [Fact]
    public void A_difference_is_found()
    {
        var page = TypeScriptInterfaces.Read("""
            /** For a test. */
            export interface Whole { kept: number; gone: string; nullable: string | null; listed: (number | null)[]; words: 'a' | 'b'; deep: { flag: boolean }; maybe?: string; any: unknown; byName: Record<string, number> }
            """)["Whole"];
        static JsonObject Schema(string maybe, string listed, string flag) => JsonNode.Parse($$"""
            { "type": "object", "required": ["kept", "gone", "nullable", "listed", "words", "deep", "any", "byName"], "properties": {
              "kept": { "type": "integer" }, "gone": { "type": "string" }, "nullable": { "type": ["string", "null"] }, "listed": { "type": "array", "items": { "type": {{listed}} } },
              "words": { "type": "string", "enum": ["a", "b"] }, "deep": { "type": "object", "required": ["flag"], "properties": { "{{flag}}": { "type": "boolean" } } },
              "{{maybe}}": { "type": "string" }, "any": {}, "byName": { "type": "object", "additionalProperties": { "type": "number" } } } }
            """)!.AsObject();
        Assert.Empty(Differences("Whole", page, Schema("maybe", """["integer", "null"]""", "flag"), []));
        Assert.Equal(
            ["Whole.listed[]: the page takes number or null, the gateway writes integer", "Whole.deep.flag: the gateway does not write it", "Whole.deep.flags: the page does not know it", "Whole.maybe: the gateway does not write it", "Whole.perhaps: the page does not know it"],
            Differences("Whole", page, Schema("perhaps", "\"integer\"", "flags"), []));
    }

    private static IEnumerable<string> Differences(string at, IReadOnlyList<TypeScriptField> fields, JsonObject record, HashSet<string> within)
    {
        var properties = record["properties"]!.AsObject();
        var always = record["required"]?.AsArray().Select(name => name!.GetValue<string>()).ToHashSet() ?? [];
        foreach (var field in fields)
        {
            var place = $"{at}.{field.Name}";
            if (properties[field.Name] is not JsonObject schema)
            {
                yield return $"{place}: the gateway does not write it";
                continue;
            }

            if (field.IsOptional == always.Contains(field.Name))
            {
                yield return $"{place}: {(field.IsOptional ? "the page expects that it may be absent, the gateway always writes it" : "the gateway may leave it out")}";
            }

            // What is left out where it is null is never written as null.
            foreach (var difference in Differences(place, field.IsOptional ? field.Type with { OrNull = OrNull(schema) } : field.Type, schema, within))
            {
                yield return difference;
            }
        }

        foreach (var unknown in properties.Select(property => property.Key).Except(fields.Select(field => field.Name)))
        {
            yield return $"{at}.{unknown}: the page does not know it";
        }
    }

    private static IEnumerable<string> Differences(string at, TypeScriptType page, JsonObject schema, HashSet<string> within)
    {
        if (page.Kind == "unknown")
        {
            return [];
        }

        var plain = Plain(schema);
        var kind = KindOf(plain);
        var expected = page.Kind == "named" ? "object" : page.Kind;
        var mayTakeMore = s_sent.Contains(at.Split('.')[0]);
        if ((mayTakeMore ? page.OrNull && !OrNull(schema) : OrNull(schema) != page.OrNull) || (kind != expected && !(expected == "number" && kind == "integer")))
        {
            return [$"{at}: the page takes {Said(expected, page.OrNull)}, the gateway writes {Said(kind, OrNull(schema))}"];
        }

        return page.Kind switch
        {
            "array" => Differences(at + "[]", page.Element!, plain["items"]!.AsObject(), within),
            "map" => Differences(at + "{}", page.Element!, plain["additionalProperties"]!.AsObject(), within),
            "object" => Differences(at, page.Fields!, plain, within),
            "named" => within.Contains(page.Name!) ? [] : Differences(at, s_interfaces[page.Name!], plain, [.. within, page.Name!]),
            _ => [],
        };
    }

    private static string Said(string kind, bool orNull) => orNull ? kind + " or null" : kind;

    private static bool OrNull(JsonObject schema) => schema.ContainsKey("anyOf") || schema["type"] is JsonArray;

    /// <summary>The schema without its being null, and itself where it refers to another.</summary>
    private static JsonObject Plain(JsonObject schema)
    {
        var one = schema["anyOf"]?[0]?.AsObject() ?? schema;
        return one["$ref"]?.GetValue<string>() is { } reference ? s_records[reference.Split('/')[^1]]!.AsObject() : one;
    }

    private static string KindOf(JsonObject schema)
    {
        var type = schema["type"] is JsonArray types ? types[0] : schema["type"];
        return schema.ContainsKey("additionalProperties") ? "map" : type?.GetValue<string>() ?? "anything";
    }

    private static JsonObject? RecordOf(string name) =>
        new[] { name, name + "Answer", "Api" + name }.Select(each => s_records[each]).OfType<JsonObject>().FirstOrDefault();

    /// <summary>All that the room reads and writes.</summary>
    private static JsonObject Records()
    {
        var book = new SchemaBook();
        foreach (var context in typeof(Api).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(JsonSerializerContext)) && type.Namespace!.StartsWith("RelayPlane.Dashboard", StringComparison.Ordinal)))
        {
            var written = (JsonSerializerContext)context.GetProperty("Default", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
            foreach (var root in context.CustomAttributes.Where(attribute => attribute.AttributeType == typeof(JsonSerializableAttribute)))
            {
                _ = book.Of(written.GetTypeInfo((Type)root.ConstructorArguments[0].Value!)!);
            }
        }

        return book.Records;
    }
}
