using Microsoft.AspNetCore.Http;
using RelayPlane.Admission;
using Xunit;

namespace RelayPlane.Tests.Admission;

public sealed class AttributionTests
{
    [Theory]
    [InlineData("claude-cli/2.1.0 (external, cli)", "claude-cli")]
    [InlineData("curl", "curl")]
    [InlineData("My Client", "My")]
    [InlineData("/odd", "/odd")]
    public void A_client_without_a_name_is_called_by_its_user_agents_product(string userAgent, string client) =>
        Assert.Equal(client, Of(null, null, ("User-Agent", userAgent)).Client);

    [Fact]
    public void The_name_that_the_config_gives_wins() => Assert.Equal("ci", Of("ci", null, ("User-Agent", "curl/8")).Client);

    [Theory]
    [InlineData("x-relayplane-agent")]
    [InlineData("x-claude-code-agent-id")]
    [InlineData("x-agent-id")]
    [InlineData("originator")]
    public void An_agent_is_named_by_any_of_these_headers(string header) => Assert.Equal("a1", Of(null, null, (header, "a1")).Agent);

    [Theory]
    [InlineData("x-relayplane-session")]
    [InlineData("x-claude-code-session-id")]
    [InlineData("session_id")]
    [InlineData("session-id")]
    [InlineData("conversation_id")]
    public void A_session_is_named_by_any_of_these_headers(string header) => Assert.Equal("s1", Of(null, "user_1_session_other", (header, "s1")).Session);

    [Fact]
    public void Our_own_header_wins_over_the_clients_usual_one()
    {
        var attribution = Of(null, null, ("x-agent-id", "theirs"), ("x-relayplane-agent", "ours"), ("session_id", "theirs"), ("x-relayplane-session", "ours"));
        Assert.Equal(("ours", "ours"), (attribution.Agent, attribution.Session));
    }

    [Theory]
    [InlineData("user_abc_account_def_session_1234", "1234")]
    [InlineData("""{"device_id":"d","session_id":"1234"}""", "1234")]
    [InlineData("""{"session_id":5}""", null)]
    [InlineData("""{"session_id":""", null)]
    [InlineData("""{"session_id":"\ud800"}""", null)]
    [InlineData("plain-user", null)]
    [InlineData("user_1_session_", null)]
    [InlineData("", null)]
    public void Claude_Codes_user_id_tells_the_session(string userId, string? session) => Assert.Equal(session, Of(null, userId).Session);

    [Fact]
    public void A_session_within_a_session_counts_under_the_one_above() =>
        Assert.Equal("up", Of(null, """{"session_id":"down","parent_session_id":"up"}""").Session);

    [Fact]
    public void A_plain_user_is_a_tag_unless_a_header_says_otherwise()
    {
        Assert.Equal("""{"user":"plain-user"}""", Of(null, "plain-user").Tags);
        Assert.Equal("""{"user":"ours"}""", Of(null, "theirs", ("x-relayplane-tag-user", "ours")).Tags);
    }

    [Fact]
    public void A_sub_agent_of_Claude_Code_names_the_one_above_it()
    {
        var attribution = Of(null, null, ("x-claude-code-session-id", "s"), ("x-claude-code-agent-id", "child"), ("x-claude-code-parent-agent-id", "parent"));
        Assert.Equal(("child", "parent", "s"), (attribution.Agent, attribution.ParentAgent, attribution.Session));
    }

    [Fact]
    public void A_sub_agent_of_Codex_stands_under_its_originator_and_the_session_that_began_it()
    {
        var attribution = Of(null, null, ("originator", "codex_cli_rs"), ("x-openai-subagent", "review"), ("thread-id", "child"), ("session-id", "child"), ("x-codex-parent-thread-id", "root"));
        Assert.Equal(("codex_cli_rs/review", "codex_cli_rs", "root"), (attribution.Agent, attribution.ParentAgent, attribution.Session));
    }

    [Fact]
    public void Codex_tells_its_session_in_the_metadata_of_a_turn_too() =>
        Assert.Equal("s1", Of(null, null, ("x-codex-turn-metadata", """{"session_id":"s1","turn_id":"t"}""")).Session);

    [Theory]
    [InlineData("019abcde-0000-7000-8000-000000000000", "019abcde-0000-7000-8000-000000000000")]
    [InlineData("my-app", null)]
    public void A_cache_key_is_a_session_where_it_is_an_id(string key, string? session) =>
        Assert.Equal(session, Attribution.Of(new HeaderDictionary(), null, null, key).Session);

    [Fact]
    public void Tags_are_one_object_with_names_in_small_letters() =>
        Assert.Equal("""{"team":"blue","note":"say \u0022hi\u0022"}""", Of(null, null, ("X-RelayPlane-Tag-Team", "blue"), ("x-relayplane-tag-note", "say \"hi\"")).Tags);

    [Fact]
    public void What_nobody_said_is_null() => Assert.Equal(new Attribution(null, null, null, null), Of(null, null));

    [Fact]
    public void Values_are_cut_to_what_a_column_can_hold()
    {
        var attribution = Of(null, null, ("x-relayplane-agent", new string('a', 500)), ("x-relayplane-tag-t", new string('b', 500)));
        Assert.Equal(new string('a', 200), attribution.Agent);
        Assert.Equal($$"""{"t":"{{new string('b', 200)}}"}""", attribution.Tags);
    }

    private static Attribution Of(string? client, string? userId, params (string Name, string Value)[] headers)
    {
        var dictionary = new HeaderDictionary();
        foreach (var (name, value) in headers)
        {
            dictionary[name] = value;
        }

        return Attribution.Of(dictionary, client, userId);
    }
}
