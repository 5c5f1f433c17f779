using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text.Json;
using OpenAI;
using OpenAI.Chat;
using OpenAI.Responses;
using Xunit;

namespace RelayPlane.FunctionalTests.Clients;

/// <summary>The official OpenAI SDK for .NET as a client of the gateway, with its own retries off.</summary>
public sealed class OpenAIClientTests
{
    private const string Gpt = "sandbox/gpt-4o";

    private static readonly ChatTool Weather = ChatTool.CreateFunctionTool(
        "get_weather",
        "The weather in a city.",
        BinaryData.FromString("""{ "type": "object", "properties": { "city": { "type": "string" } }, "required": ["city"] }"""));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_chat_is_answered_with_its_usage()
    {
        await using var lab = await Lab.InFrontOfSandboxAsync();
        IsWhole(await Chat(lab).CompleteChatAsync([new UserChatMessage("Say hello.")], Options(), Cancel));
    }

    [Fact]
    public async Task A_stream_ends_with_the_usage_that_this_SDK_asks_for()
    {
        await using var lab = await Lab.InFrontOfSandboxAsync();
        var text = "";
        ChatTokenUsage? usage = null;
        await foreach (var update in Chat(lab).CompleteChatStreamingAsync([new UserChatMessage("Say hello.")], Options(), Cancel))
        {
            text += string.Concat(update.ContentUpdate.Select(part => part.Text));
            usage ??= update.Usage;
        }

        Assert.NotEmpty(text);
        Assert.True(usage!.OutputTokenCount > 0);
    }

    [Fact]
    public async Task A_tool_is_called_and_its_result_is_answered()
    {
        await using var lab = await Lab.InFrontOfSandboxAsync();
        var chat = Chat(lab);
        var question = new UserChatMessage("What is the weather in Paris?");
        var forced = Options();
        forced.Tools.Add(Weather);
        forced.ToolChoice = ChatToolChoice.CreateRequiredChoice();
        ChatCompletion first = await chat.CompleteChatAsync([question], forced, Cancel);
        Assert.Equal(ChatFinishReason.ToolCalls, first.FinishReason);
        Assert.Equal("get_weather", first.ToolCalls[0].FunctionName);
        using var arguments = JsonDocument.Parse(first.ToolCalls[0].FunctionArguments);

        var free = Options();
        free.Tools.Add(Weather);
        IsWhole(await chat.CompleteChatAsync(
            [question, new AssistantChatMessage(first), new ToolChatMessage(first.ToolCalls[0].Id, "21 °C")], free, Cancel));
    }

    [Fact]
    public async Task A_response_is_answered()
    {
        await using var lab = await Lab.InFrontOfSandboxAsync();
        ResponseResult response = await Client(lab).GetResponsesClient().CreateResponseAsync(Gpt, "Say hello.", null, Cancel);
        Assert.Equal(ResponseStatus.Completed, response.Status);
        Assert.NotEmpty(response.GetOutputText());
        Assert.True(response.Usage.OutputTokenCount > 0);
    }

    [Fact]
    public async Task A_streamed_response_ends_with_its_usage()
    {
        await using var lab = await Lab.InFrontOfSandboxAsync();
        ResponseResult? last = null;
        var updates = await Client(lab).GetResponsesClient().CreateResponseStreamingAsync(Gpt, "Say hello.", null, Cancel);
        await foreach (var update in updates)
        {
            last = (update as StreamingResponseCompletedUpdate)?.Response ?? last;
        }

        Assert.NotEmpty(last!.GetOutputText());
        Assert.True(last.Usage.TotalTokenCount > 0);
    }

    [Fact]
    public async Task Embeddings_are_answered()
    {
        await using var lab = await Lab.InFrontOfSandboxAsync();
        var reply = await Client(lab).GetEmbeddingClient("sandbox/text-embedding-3-small").GenerateEmbeddingsAsync(["one", "two"], null, Cancel);
        Assert.Equal(2, reply.Value.Count);
        Assert.NotEqual(0, reply.Value[0].ToFloats().Length);
        Assert.True(reply.Value.Usage.InputTokenCount > 0);
    }

    [Fact]
    public async Task Models_are_listed_and_each_can_be_asked_for()
    {
        await using var lab = await Lab.InFrontOfSandboxAsync();
        var models = Client(lab).GetOpenAIModelClient();
        var all = (await models.GetModelsAsync(Cancel)).Value;
        Assert.NotEmpty(all);
        Assert.Equal(all[0].Id, (await models.GetModelAsync(all[0].Id, Cancel)).Value.Id);
    }

    [Fact]
    public async Task A_stream_can_be_left_and_the_next_call_is_answered()
    {
        await using var lab = await Lab.InFrontOfSandboxAsync();
        var chat = Chat(lab);
        var slow = Client(lab, sandbox: "tps=100; tokens=2000").GetChatClient(Gpt);
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var seen = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            var options = new ChatCompletionOptions { MaxOutputTokenCount = 4000 };
            await foreach (var _ in slow.CompleteChatStreamingAsync([new UserChatMessage("Say hello.")], options, leave.Token))
            {
                if (++seen == 3)
                {
                    await leave.CancelAsync();
                    leave.Token.ThrowIfCancellationRequested();
                }
            }
        });
        Assert.Equal(3, seen);
        IsWhole(await chat.CompleteChatAsync([new UserChatMessage("Say hello.")], Options(), Cancel));
    }

    [Fact]
    public async Task Fifty_at_once_get_fifty_different_answers()
    {
        await using var lab = await Lab.InFrontOfSandboxAsync();
        var chat = Chat(lab);
        var replies = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => chat.CompleteChatAsync([new UserChatMessage("Say hello.")], Options(), Cancel)));
        Assert.All(replies, reply => IsWhole(reply));
        Assert.Equal(50, replies.Select(reply => reply.Value.Id).Distinct().Count());
    }

    [Fact]
    public async Task A_bad_key_of_the_client_is_the_unauthorized_of_its_home_provider()
    {
        await using var lab = await Lab.InFrontOfSandboxAsync();
        var chat = Client(lab, key: "bad").GetChatClient("gpt-4o");
        var error = await Assert.ThrowsAsync<ClientResultException>(() => chat.CompleteChatAsync([new UserChatMessage("Say hello.")], null, Cancel));
        Assert.Equal(401, error.Status);
    }

    [Fact]
    public async Task An_unknown_name_is_a_not_found_with_the_code_of_OpenAI()
    {
        await using var lab = await Lab.InFrontOfSandboxAsync();
        var chat = Client(lab).GetChatClient("rp:no-such-name");
        var error = await Assert.ThrowsAsync<ClientResultException>(() => chat.CompleteChatAsync([new UserChatMessage("Say hello.")], null, Cancel));
        Assert.Equal(404, error.Status);
        using var body = JsonDocument.Parse(error.GetRawResponse()!.Content);
        Assert.Equal("model_not_found", body.RootElement.GetProperty("error").GetProperty("code").GetString());
    }

    private static OpenAIClient Client(Lab lab, string key = "relayplane", string? sandbox = null)
    {
        var options = new OpenAIClientOptions
        {
            Endpoint = new Uri(lab.BaseUrl, "/v1"),
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
            NetworkTimeout = TimeSpan.FromSeconds(30),
        };
        if (sandbox is not null)
        {
            options.AddPolicy(new HeaderPolicy("x-sandbox", sandbox), PipelinePosition.PerCall);
        }

        return new OpenAIClient(new ApiKeyCredential(key), options);
    }

    private static ChatClient Chat(Lab lab) => Client(lab).GetChatClient(Gpt);

    private static ChatCompletionOptions Options() => new() { MaxOutputTokenCount = 64 };

    private static void IsWhole(ChatCompletion completion)
    {
        Assert.NotEmpty(completion.Content[0].Text);
        Assert.True(completion.Usage.InputTokenCount > 0);
        Assert.True(completion.Usage.OutputTokenCount > 0);
    }
}

/// <summary>Adds a header to every request of an SDK client.</summary>
internal sealed class HeaderPolicy(string name, string value) : PipelinePolicy
{
    public override void Process(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
    {
        message.Request.Headers.Set(name, value);
        ProcessNext(message, pipeline, currentIndex);
    }

    public override ValueTask ProcessAsync(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
    {
        message.Request.Headers.Set(name, value);
        return ProcessNextAsync(message, pipeline, currentIndex);
    }
}
