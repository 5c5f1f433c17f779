using System.Text.Json;
using RelayPlane.Dialects.Looking;
using Xunit;

namespace RelayPlane.Tests.Dialects.Looking;

public sealed class ChoresTests
{
    [Theory]
    [InlineData("", "quota", 1, Housekeeping.Chore)]
    [InlineData("Analyze if this message indicates a new conversation topic. If it does, extract a 2-3 word title.", "fix the build", 512, Housekeeping.Chore)]
    [InlineData("Your task is to process Bash commands that an AI coding agent wants to run.", "Command: git status", 512, Housekeeping.Chore)]
    [InlineData("Summarize this coding conversation in under 50 characters.", "Please write a 5-10 word title for the following conversation: …", 512, Housekeeping.Title)]
    [InlineData("You are a title generator. You output ONLY a thread title.", "Generate a title for this conversation:", 200, Housekeeping.Title)]
    [InlineData("", "### Task:\nGenerate a concise, 3-5 word title with an emoji summarizing the chat history.", 1000, Housekeeping.Title)]
    [InlineData("", "### Task:\nGenerate 1-3 broad tags categorizing the main themes of the chat history", 1000, Housekeeping.Chore)]
    [InlineData("", "### Task:\nSuggest 3-5 relevant follow-up questions or prompts", 1000, Housekeeping.Chore)]
    [InlineData("You are a helpful AI assistant tasked with summarizing conversations.", "Your task is to create a detailed summary of the conversation so far, paying close attention", 20000, Housekeeping.Summary)]
    [InlineData("You are an agent.", "You are performing a CONTEXT CHECKPOINT COMPACTION. Create a handoff summary", 20000, Housekeeping.Summary)]
    internal void What_programs_ask_for_their_own_sake_is_recognised(string system, string text, long most, Housekeeping kind) =>
        Assert.Equal(kind, Looked.Shape(Endpoint.Messages, Body(system, text, most)).Housekeeping);

    [Theory]
    [InlineData("", "Generate a title for my novel about a conversation between two rivers, and explain your choice at length.")]
    [InlineData("", "Summarize this conversation between Alice and Bob: A: hi B: hello")]
    [InlineData("You are a helpful assistant.", "Write a short title and abstract for this paper on title generators.")]
    [InlineData("You help with conversation design.", "How do I detect a new topic in a conversation?")]
    [InlineData("You are Claude Code.", "summarize the changes in this repository and write a title for the pull request")]
    [InlineData("", "quota systems in the European Union: explain")]
    public void What_a_person_asks_is_not_taken_for_it(string system, string text) =>
        Assert.Equal(Housekeeping.None, Looked.Shape(Endpoint.Messages, Body(system, text, 4096)).Housekeeping);

    [Fact]
    public void A_conversation_that_is_told_to_sum_itself_up_is_a_summary() =>
        Assert.Equal(Housekeeping.Summary, Looked.Shape(Endpoint.Messages, Looked.Messages("""{"role":"user","content":"a"},{"role":"assistant","content":"b"},{"role":"user","content":"Summarize the conversation."}""")).Housekeeping);

    private static string Body(string system, string text, long most) =>
        Looked.Messages($$"""{"role":"user","content":{{JsonSerializer.Serialize(text)}}}""", $$""","system":{{JsonSerializer.Serialize(system)}},"max_tokens":{{most}}""");
}
