using System.Text;
using RelayPlane.Replay.Calibrating;
using Xunit;

namespace RelayPlane.Tests.Replay;

public sealed class ReplyWordsTests
{
    [Theory]
    [InlineData("""{"type":"message","content":[{"type":"thinking","thinking":"hm"},{"type":"text","text":"Hello"},{"type":"text","text":" you"}]}""")]
    [InlineData("""{"choices":[{"message":{"role":"assistant","content":"Hello you"}}]}""")]
    [InlineData("""{"object":"response","output":[{"type":"reasoning","summary":[]},{"type":"message","content":[{"type":"output_text","text":"Hello you"}]}]}""")]
    [InlineData("""{"candidates":[{"content":{"parts":[{"text":"hm","thought":true},{"text":"Hello you"}]}}]}""")]
    [InlineData("""[{"candidates":[{"content":{"parts":[{"text":"Hello"}]}}]},{"candidates":[{"content":{"parts":[{"text":" you"}]}}]}]""")]
    [InlineData("event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"delta\":{\"type\":\"text_delta\",\"text\":\"Hello\"}}\n\ndata: {\"type\":\"content_block_delta\",\"delta\":{\"type\":\"text_delta\",\"text\":\" you\"}}\n\n")]
    [InlineData("data: {\"choices\":[{\"delta\":{\"content\":\"Hello\"}}]}\r\n\r\ndata: {\"choices\":[{\"delta\":{\"content\":\" you\"}}]}\r\n\r\ndata: [DONE]\r\n\r\n")]
    [InlineData("data: {\"type\":\"response.output_text.delta\",\"delta\":\"Hello you\"}\n\ndata: {\"type\":\"response.completed\",\"response\":{\"output\":[{\"content\":[{\"text\":\"Hello you\"}]}]}}\n\n")]
    public void A_reply_says_the_same_in_every_format(string body) => Assert.Equal("Hello you", ReplyWords.Of(Encoding.UTF8.GetBytes(body)));

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("data: nothing")]
    [InlineData("""{"choices":[{"message":{"content":null,"tool_calls":[{"id":"1"}]}}]}""")]
    [InlineData("""{"content":7,"choices":"x","output":[1],"candidates":[null]}""")]
    public void What_has_no_words_says_nothing(string body) => Assert.Equal("", ReplyWords.Of(Encoding.UTF8.GetBytes(body)));

    [Theory]
    [InlineData("A", 1)]
    [InlineData("**B**", -1)]
    [InlineData(" T\n", 0)]
    [InlineData("\"a.\"", 1)]
    [InlineData("neither", null)]
    [InlineData("Both are good", null)]
    [InlineData("bad", null)]
    [InlineData("A or B", null)]
    [InlineData("", null)]
    public void A_judge_says_one_letter(string reply, int? verdict) => Assert.Equal(verdict, JudgePrompt.Verdict(reply));
}
