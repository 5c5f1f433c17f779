using RelayPlane.FunctionalTests.Clients;
using Xunit;

namespace RelayPlane.FunctionalTests.Page;

/// <summary>The page in Chromium; what a person does there is in <c>tests/page</c>. Pictures are left in <c>artifacts/page</c>.</summary>
public sealed class PageTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_view_is_whole_and_readable_in_both_themes_on_a_desk_and_on_a_phone()
    {
        await using var page = await PageLab.StartAsync();
        await page.TrafficAsync(calls: 200, Cancel);
        await page.PassAsync(4, "views.mjs", Cancel);
    }

    [Fact]
    public async Task Calls_are_live_filtered_walked_by_keyboard_and_told_whole()
    {
        await using var page = await PageLab.StartAsync();
        await page.TrafficAsync(calls: 400, Cancel);
        await page.PassAsync(9, "calls.mjs", Cancel, PageLab.HostileAgent, PageLab.HostileModel);
    }

    [Fact]
    public async Task What_the_page_changes_is_seen_before_and_can_be_undone()
    {
        await using var page = await PageLab.StartAsync();
        await page.TrafficAsync(calls: 200, Cancel);
        await page.PassAsync(5, "acts.mjs", Cancel, page.Lab.Home.ConfigPath);
    }

    [Fact]
    public async Task The_page_is_calm_light_and_at_home_with_every_reader()
    {
        await using var page = await PageLab.StartAsync();
        await page.TrafficAsync(calls: 200, Cancel);
        await page.PassAsync(14, "live.mjs", Cancel);
    }

    [Fact]
    public async Task Routing_is_shown_replayed_and_taught_and_names_are_changed()
    {
        await using var page = await PageLab.StartAsync($$"""
            "routing": {
              "mode": "complexity",
              "lambda": 0.3, // as it came
              "complexity": { "simple": "claude-haiku-4-5", "moderate": "claude-sonnet-4-5", "complex": "claude-opus-4-6" } },
            "aliases": { "{{PageLab.HostileAgent}}": "claude-haiku-4-5" },
            """);
        await page.TrafficAsync(calls: 300, Cancel);
        await page.PassAsync(6, "routing.mjs", Cancel, page.Lab.Home.ConfigPath, PageLab.HostileAgent);
    }

    [Fact]
    public Task The_first_visit_a_stopped_gateway_and_a_failed_answer_are_said_as_they_are() =>
        NodeScenarios.PassAsync("page", 3, ["states.mjs", "-", NativeProgram.Path], Cancel);
}
