using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Pipeline.Engine.Reporting;

namespace Pipeline.Engine.Tests.Reporting;

public sealed class OutputMaskTests
{
    [Fact]
    public void Text_without_secrets_is_the_same_instance()
    {
        var mask = new OutputMask();
        var text = new string("nothing to hide here");

        Assert.Same(text, mask.Apply(text));
        mask.Add("password");
        Assert.Same(text, mask.Apply(text));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("   abc   ")]
    public void What_is_too_short_is_refused(string? secret)
    {
        var mask = new OutputMask();

        Assert.False(mask.Add(secret));
        Assert.True(mask.IsEmpty);
    }

    [Fact]
    public void Each_line_of_a_secret_is_hidden_by_itself()
    {
        var mask = new OutputMask();
        mask.Add("-----BEGIN KEY-----\nMIIEvQIBADAN\r\n  Bgkqh \n}\n");

        Assert.Equal("*** | *** | *** | }", mask.Apply("-----BEGIN KEY----- | MIIEvQIBADAN | Bgkqh | }"));
    }

    [Fact]
    public void Overlapping_secrets_leave_nothing_of_either()
    {
        var mask = new OutputMask();
        mask.Add("abcdef");
        mask.Add("defghi");

        Assert.Equal("<***>", mask.Apply("<abcdefghi>"));
        Assert.Equal("******", mask.Apply("abcdefabcdef"));
    }

    [Fact]
    public void A_password_inside_basic_authentication_is_hidden()
    {
        var mask = new OutputMask();
        mask.Add("correct horse battery");

        foreach (var user in new[] { "u", "us", "use", "user" })
        {
            var header = Convert.ToBase64String(Encoding.UTF8.GetBytes(user + ":correct horse battery"));
            Assert.Contains("***", mask.Apply("Authorization: Basic " + header));
            Assert.DoesNotContain(header[^20..^4], mask.Apply(header));
        }
    }

    [Fact]
    public void Any_secret_disappears_in_every_form()
    {
        var secrets = Gen.Choose(33, 0x24f).Select(x => (char)x).Where(x => x != '*' && !char.IsControl(x) && !char.IsWhiteSpace(x))
            .ArrayOf().Where(x => x.Length >= OutputMask.MinLength).Select(x => new string(x));
        var cases = secrets.Two().SelectMany(pair => Gen.Elements("", "x", " log ", "a=\"").Select(around => (pair.Item1, pair.Item2, around)));

        Prop.ForAll(Arb.From(cases), test =>
        {
            var (one, two, around) = test;
            var mask = new OutputMask();
            mask.Add(one);
            mask.Add(two);
            foreach (var secret in new[] { one, two })
            {
                string[] forms =
                [
                    secret, Uri.EscapeDataString(secret), JsonEncodedText.Encode(secret).ToString(), Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)),
                    JsonEncodedText.Encode(secret, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString(),
                ];
                foreach (var form in forms)
                {
                    if (mask.Apply(around + form + around + form + around).Contains(form, StringComparison.Ordinal))
                        throw new InvalidOperationException($"'{form}' of '{secret}' is left.");
                }
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public async Task Secrets_may_be_added_while_others_mask()
    {
        var mask = new OutputMask();
        var added = 0;
        mask.Added += _ => Interlocked.Increment(ref added);

        await Parallel.ForAsync(0, 200, (i, _) =>
        {
            mask.Add($"secret-number-{i}!");
            Assert.Equal("<***>", mask.Apply($"<secret-number-{i}!>"));
            return ValueTask.CompletedTask;
        });

        Assert.Equal(200, added);
        Assert.Equal(200, mask.Secrets.Count);
    }
}
