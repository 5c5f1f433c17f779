using System.Text.Json;
using RelayPlane.Sandbox;
using RelayPlane.Sandbox.Limits;
using Xunit;

namespace RelayPlane.Tests.Sandbox;

public sealed class BlockCacheTests
{
    private const int BlockTokens = 512;

    private static readonly SandboxOptions Options = new() { Limits = new RateLimits(6000, 4e6, 8e5), BlockCache = true, KeepAttempts = true };

    [Fact]
    public async Task A_marked_prefix_is_read_by_the_block_and_usage_agrees_with_the_limit()
    {
        await using var sandbox = await Started.Async(Options);
        var first = await UsageAsync(sandbox, Prompt(marked: true, 'a', 'b', 'c'));
        var longer = await UsageAsync(sandbox, Prompt(marked: true, 'a', 'b', 'c', 'd'));
        var other = await UsageAsync(sandbox, Prompt(marked: true, 'a', 'x'));
        Assert.Equal(0, first.Read);
        Assert.True(first.Written > 3 * BlockTokens - 64);
        Assert.Equal(3 * BlockTokens, longer.Read);
        Assert.Equal(BlockTokens, other.Read);
        Assert.Equal([first.Uncached, longer.Uncached, other.Uncached], sandbox.Server.Attempts.Select(attempt => attempt.Tokens));
    }

    [Fact]
    public async Task Without_a_mark_nothing_is_cached()
    {
        await using var sandbox = await Started.Async(Options);
        await UsageAsync(sandbox, Prompt(marked: false, 'a', 'b'));
        var again = await UsageAsync(sandbox, Prompt(marked: false, 'a', 'b'));
        Assert.Equal((0, 0), (again.Read, again.Written));
        Assert.Equal(again.Input, sandbox.Server.Attempts[1].Tokens);
    }

    private static string Prompt(bool marked, params char[] blocks)
    {
        const string Mark = ",\"cache_control\":{\"type\":\"ephemeral\"}";
        var parts = blocks.Select((block, index) =>
            $$"""{"type":"text","text":"{{new string(block, 2024)}}"{{(marked && index == blocks.Length - 1 ? Mark : "")}}}""");
        return $$"""{"model":"claude-sonnet-4-5","max_tokens":100,"messages":[{"role":"user","content":[{{string.Join(',', parts)}}]}]}""";
    }

    private static async Task<Counted> UsageAsync(Started sandbox, string prompt)
    {
        var usage = (await sandbox.PostJsonAsync("/v1/messages", prompt)).GetProperty("usage");
        return new Counted(Number(usage, "input_tokens"), Number(usage, "cache_read_input_tokens"), Number(usage, "cache_creation_input_tokens"));
    }

    private static long Number(JsonElement usage, string name) => usage.GetProperty(name).GetInt64();

    private readonly record struct Counted(long Input, long Read, long Written)
    {
        public long Uncached => Input + Written;
    }
}
