using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Pipeline.Secrets.Masking;

namespace Pipeline.Secrets.Tests;

public sealed class SecretMaskTests
{
    private const string Value = "p@ss/w\"o+rd\\ü&1";

    private static SecretMask MaskOf(params string[] secrets)
    {
        var mask = new SecretMask();
        foreach (var secret in secrets)
            mask.Add(new Secret(secret));
        return mask;
    }

    public static TheoryData<string> Encoded => new(
        Value,
        Convert.ToBase64String(Encoding.UTF8.GetBytes(Value)),
        Convert.ToBase64String(Encoding.UTF8.GetBytes(Value)).TrimEnd('=').Replace('+', '-').Replace('/', '_'),
        Convert.ToHexString(Encoding.UTF8.GetBytes(Value)),
        Uri.EscapeDataString(Value),
        "p%40ss%2fw%22o%2brd%5c%c3%bc%261",
        WebUtility.UrlEncode(Value),
        JsonSerializer.Serialize(Value)[1..^1],
        JsonEncodedText.Encode(Value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).Value,
        WebUtility.HtmlEncode(Value));

    [Theory]
    [MemberData(nameof(Encoded))]
    public void A_secret_is_taken_out_in_every_form(string form)
    {
        var redacted = MaskOf(Value).Redact($"before {form} after {form}");

        Assert.StartsWith("before ***", redacted);
        Assert.DoesNotContain(form, redacted);
        Assert.True(MaskOf(Value).IsLeaking(form));
    }

    [Theory]
    [InlineData("u:")]
    [InlineData("us:")]
    [InlineData("use:")]
    public void A_secret_inside_a_longer_base64_text_is_taken_out_at_every_offset(string user)
    {
        var header = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}correct-horse-battery"));

        var redacted = MaskOf("correct-horse-battery").Redact($"Authorization: Basic {header}");

        Assert.Contains("***", redacted);
        Assert.DoesNotContain(header[8..16], redacted);
    }

    [Fact]
    public void Each_line_of_a_key_is_taken_out_by_itself()
    {
        var mask = MaskOf("-----BEGIN KEY-----\r\nMIIEvQIBADANBg\r\nkqhkiG9w0BAQ\r\n-----END KEY-----");

        Assert.Equal("line: ***", mask.Redact("line: kqhkiG9w0BAQ"));
    }

    [Fact]
    public void Overlapping_secrets_leave_no_tail()
    {
        Assert.Equal("<***>", MaskOf("abcd", "cdef", "efghij").Redact("<abcdefghij>"));
        Assert.Equal("<***>", MaskOf("abc", "abcdef").Redact("<abcdef>"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("no")]
    public void Texts_too_short_to_be_secrets_stay(string secret)
    {
        var text = "a note on nothing";

        Assert.Same(text, MaskOf(secret).Redact(text));
    }

    [Fact]
    public void Text_without_a_secret_is_given_back_as_it_is()
    {
        var text = "nothing to see";

        Assert.Same(text, MaskOf("hunter2").Redact(text));
        Assert.Same(text, new SecretMask().Redact(text));
        Assert.False(MaskOf("hunter2").IsLeaking(text));
    }

    [Fact]
    public void Whatever_the_secrets_and_the_text_no_secret_stays_in_it()
    {
        // A mask is made of asterisks, so secrets made of them would be found in the result again.
        var secret = Gen.Elements("abcABC019+/= \"\\%&ü".ToCharArray()).ArrayOf().Select(x => new string(x)).Where(x => x.Length >= 3);
        var texts = from secrets in secret.NonEmptyListOf()
                    from noise in Gen.Elements("abcABC01 ".ToCharArray()).ArrayOf().Select(x => new string(x))
                    from inserted in Gen.Elements(secrets.ToArray()).ArrayOf()
                    select (secrets, text: noise + string.Join(noise, inserted) + noise);

        Prop.ForAll(texts.ToArbitrary(), x =>
        {
            var mask = MaskOf([.. x.secrets]);
            return x.secrets.All(s => !mask.Redact(x.text).Contains(s, StringComparison.Ordinal));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public async Task Secrets_may_be_added_while_others_read()
    {
        var mask = MaskOf("first-secret");
        var tasks = Enumerable.Range(0, 8).Select(n => Task.Run(() =>
        {
            for (var i = 0; i < 6; i++)
            {
                mask.Add(new Secret($"secret-{n}-{i}"));
                Assert.Equal("***", mask.Redact("first-secret"));
                Assert.Equal("***", mask.Redact($"secret-{n}-{i}"));
            }
        }));

        await Task.WhenAll(tasks);
    }
}
