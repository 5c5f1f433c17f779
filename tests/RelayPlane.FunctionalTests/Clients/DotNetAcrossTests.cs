using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text.Json;
using Anthropic;
using Anthropic.Core;
using Anthropic.Models.Messages;
using OpenAI;
using OpenAI.Chat;
using Xunit;

namespace RelayPlane.FunctionalTests.Clients;

/// <summary>The official .NET SDKs before models of other formats: two calls of a tool in a stream, their results, and the last words.</summary>
public sealed class DotNetAcrossTests
{
    private const string Asks = """What is the weather? [[think Two.]][[say Looking.]][[call get_weather {"city":"Paris"}]][[also get_weather {"city":"Łódź"}]]""";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("chat/gpt-4o")]
    [InlineData("responses/gpt-4.1")]
    [InlineData("generate/gemini-2.5-flash")]
    public async Task The_Anthropic_SDK_runs_a_loop_of_tools(string model)
    {
        await using var cross = await CrossLab.StartAsync(Cancel);
        using var client = new AnthropicClient(new ClientOptions { BaseUrl = cross.Address, ApiKey = "relayplane", MaxRetries = 0, Timeout = TimeSpan.FromSeconds(30) });
        var ask = new MessageCreateParams
        {
            Model = model,
            MaxTokens = 300,
            Messages = [new UserMessageParam(Asks)],
            Tools =
            [
                new Tool
                {
                    Name = "get_weather",
                    InputSchema = new InputSchema { Properties = new Dictionary<string, JsonElement> { ["city"] = JsonSerializer.SerializeToElement(new { type = "string" }) }, Required = ["city"] },
                },
            ],
        };

        var first = await client.Messages.CreateStreaming(ask, Cancel).Aggregate();
        Assert.Equal(StopReason.ToolUse, first.StopReason!.Value());
        var uses = first.Content.Select(block => block.Value).OfType<ToolUseBlock>().ToList();
        Assert.Equal(["Paris", "Łódź"], uses.Select(use => use.Input["city"].GetString()));
        Assert.True(first.Usage.InputTokens > 0 && first.Usage.OutputTokens > 0);

        var last = await client.Messages.CreateStreaming(
            ask with
            {
                Messages =
                [
                    .. ask.Messages,
                    new AssistantMessageParam(uses.Select(use => (ContentBlockParam)new ToolUseBlockParam { ID = use.ID, Name = use.Name, Input = use.Input }).ToList()),
                    new UserMessageParam(uses.Select(use => (ContentBlockParam)new ToolResultBlockParam(use.ID) { Content = "21 °C" }).ToList()),
                ],
            },
            Cancel).Aggregate();
        Assert.Contains(last.Content, block => block.TryPickText(out var text) && text.Text.Contains("21 °C", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("messages/claude-sonnet-4-5")]
    [InlineData("responses/gpt-4.1")]
    [InlineData("generate/gemini-2.5-flash")]
    public async Task The_OpenAI_SDK_runs_a_loop_of_tools(string model)
    {
        await using var cross = await CrossLab.StartAsync(Cancel);
        var client = new ChatClient(
            model, new ApiKeyCredential("relayplane"), new OpenAIClientOptions { Endpoint = new Uri($"{cross.Address}/v1"), RetryPolicy = new ClientRetryPolicy(0) });
        var options = new ChatCompletionOptions { MaxOutputTokenCount = 300 };
        options.Tools.Add(ChatTool.CreateFunctionTool("get_weather", "The weather in a city.", BinaryData.FromString("""{"type":"object","properties":{"city":{"type":"string"}}}""")));
        var question = new UserChatMessage(Asks);

        ChatCompletion first = await client.CompleteChatAsync([question], options, Cancel);
        Assert.Equal(ChatFinishReason.ToolCalls, first.FinishReason);
        Assert.Equal(["Paris", "Łódź"], first.ToolCalls.Select(call => JsonDocument.Parse(call.FunctionArguments).RootElement.GetProperty("city").GetString()));
        Assert.True(first.Usage.TotalTokenCount > 0);

        var text = "";
        List<ChatMessage> history = [question, new AssistantChatMessage(first), .. first.ToolCalls.Select(call => new ToolChatMessage(call.Id, "21 °C"))];
        await foreach (var update in client.CompleteChatStreamingAsync(history, options, Cancel))
        {
            text += string.Concat(update.ContentUpdate.Select(part => part.Text));
        }

        Assert.Contains("21 °C", text, StringComparison.Ordinal);
    }
}
