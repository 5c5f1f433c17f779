using RelayPlane.Tests.Dispatch;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using RelayPlane.Catalog;
using RelayPlane.Config;
using RelayPlane.Gateway;
using RelayPlane.Routing;
using RelayPlane.Tests.Config;
using RelayPlane.Tests.Routing;
using RelayPlane.Upstream;
using Xunit;

namespace RelayPlane.Tests.Gateway;

public sealed class ModelListTests
{
    private static readonly string[] Names = [.. Enumerable.Range(0, 7).Select(number => $"sandbox/m{number}")];

    [Theory]
    [InlineData("", 0, 7, false)]
    [InlineData("?limit=3", 0, 3, true)]
    [InlineData("?limit=7", 0, 7, false)]
    [InlineData("?limit=3&after_id=sandbox/m2", 3, 3, true)]
    [InlineData("?limit=3&after_id=sandbox/m5", 6, 1, false)]
    [InlineData("?limit=3&before_id=sandbox/m5", 2, 3, true)]
    [InlineData("?limit=3&before_id=sandbox/m3", 0, 3, false)]
    [InlineData("?limit=3&before_id=sandbox/m1", 0, 1, false)]
    [InlineData("?limit=x", 0, 7, false)]
    public async Task Anthropic_pages_by_id(string query, int first, int count, bool more)
    {
        var list = await ListAsync(Api.Anthropic, query);
        var page = Names.Skip(first).Take(count).ToArray();
        Assert.Equal(page, list.GetProperty("data").EnumerateArray().Select(model => model.GetProperty("id").GetString()));
        Assert.Equal(more, list.GetProperty("has_more").GetBoolean());
        Assert.Equal((page[0], page[^1]), (list.GetProperty("first_id").GetString(), list.GetProperty("last_id").GetString()));
    }

    [Theory]
    [InlineData("", 0, 7, null)]
    [InlineData("?pageSize=3", 0, 3, "3")]
    [InlineData("?pageSize=3&pageToken=3", 3, 3, "6")]
    [InlineData("?pageSize=3&pageToken=6", 6, 1, null)]
    [InlineData("?pageToken=700", 7, 0, null)]
    [InlineData("?pageToken=3000000000", 7, 0, null)]
    [InlineData("?pageToken=-4", 0, 7, null)]
    public async Task Gemini_pages_by_token(string query, int first, int count, string? next)
    {
        var list = await ListAsync(Api.Gemini, query);
        Assert.Equal(Names.Skip(first).Take(count).Select(name => $"models/{name}"), list.GetProperty("models").EnumerateArray().Select(model => model.GetProperty("name").GetString()));
        Assert.Equal(next, list.TryGetProperty("nextPageToken", out var token) ? token.GetString() : null);
    }

    [Fact]
    public async Task OpenAI_does_not_page()
    {
        var list = await ListAsync(Api.OpenAI, "?limit=2");
        Assert.Equal("list", list.GetProperty("object").GetString());
        Assert.Equal(Names, list.GetProperty("data").EnumerateArray().Select(model => model.GetProperty("id").GetString()));
    }

    [Theory]
    [InlineData(Api.OpenAI, "id", "sandbox/m1")]
    [InlineData(Api.Anthropic, "id", "sandbox/m1")]
    [InlineData(Api.Gemini, "name", "models/sandbox/m1")]
    internal async Task One_model_has_the_shape_of_the_asking_API(Api api, string property, string value)
    {
        var call = Calls.Of(api, Endpoint.Model, "sandbox/m1", method: "GET");
        Assert.Equal(value, (await SendAsync(call, "")).GetProperty(property).GetString());
    }

    [Theory]
    [InlineData(null, false, true)]
    [InlineData("sk-own", false, false)]
    [InlineData(null, true, false)]
    public void It_answers_only_where_no_key_opens_the_list_upstream(string? credential, bool configured, bool answers)
    {
        var call = Calls.Of(Api.Anthropic, Endpoint.Models, null, credential, "/v1/models", "GET");
        var plan = new Plan([new Target(ProviderSet.From(Setup.Config("{}"), Setup.Environment()).Providers["anthropic"], "")], "home");
        Assert.Equal(answers, List(configured).Answers(call, plan));
    }

    [Fact]
    public async Task Names_that_stand_for_what_a_key_opens_are_listed_first()
    {
        const string config = """{ "aliases": { "daily": "claude-sonnet-4-5", "far": "groq/llama" } }""";
        var keys = new Dictionary<string, Credential> { ["anthropic"] = new("main", "sk") };
        var list = new ModelList(Rings.Of(ClientKeys.Prefer, keys), Names, new FakeTimeProvider(), Routers.Of(config, keyed: ["anthropic"]).Names);
        var models = (await SendAsync(Calls.Of(Api.OpenAI, Endpoint.Models, null, method: "GET"), "", list)).GetProperty("data").EnumerateArray().ToArray();
        Assert.Equal([.. OurNames.Listed, "daily", .. Names], models.Select(model => model.GetProperty("id").GetString()!));
        Assert.Equal(("relayplane", "sandbox"), (models[0].GetProperty("owned_by").GetString(), models[^1].GetProperty("owned_by").GetString()));
        Assert.All(models, model => Assert.Equal("model", model.GetProperty("object").GetString()));
    }

    [Fact]
    public void One_name_of_ours_is_answered_from_here_whatever_keys_there_are()
    {
        var names = Routers.Of("""{ "aliases": { "daily": "gpt-4o" } }""").Names;
        var list = new ModelList(Rings.Of(ClientKeys.Prefer), Names, new FakeTimeProvider(), names);
        var plan = new Plan([names.Asked(Api.OpenAI, "gpt-4o").Target!], "alias");
        Assert.True(list.Answers(Calls.Of(Api.OpenAI, Endpoint.Model, "daily"), plan));
        Assert.True(list.Answers(Calls.Of(Api.OpenAI, Endpoint.Model, "rp:fast"), plan));
        Assert.False(list.Answers(Calls.Of(Api.OpenAI, Endpoint.Model, "gpt-4o"), plan));
    }

    private static Task<JsonElement> ListAsync(Api api, string query) => SendAsync(Calls.Of(api, Endpoint.Models, null, method: "GET"), query);

    private static async Task<JsonElement> SendAsync(Call call, string query, ModelList? list = null)
    {
        var http = new DefaultHttpContext();
        http.Request.QueryString = new QueryString(query);
        using var body = new MemoryStream();
        http.Response.Body = body;
        var clock = new FakeTimeProvider();
        Assert.Null(await (list ?? List(configured: false)).SendAsync(call, http, new CallNotes(http, clock)));
        using var json = JsonDocument.Parse(body.ToArray());
        return json.RootElement.Clone();
    }

    private static ModelList List(bool configured)
    {
        var keys = configured ? new Dictionary<string, Credential> { ["anthropic"] = new("main", "sk") } : [];
        return new ModelList(Rings.Of(ClientKeys.Prefer, keys), Names, new FakeTimeProvider());
    }
}
