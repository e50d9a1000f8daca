using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Pipeline.Errors;

namespace Pipeline.Secrets.Tests;

public sealed class SecretTests
{
    private const string Value = "hunter2-canary";

    private readonly Secret secret = new(Value);

    private sealed record Connection(string User, Secret Password);

    [Fact]
    public void It_prints_as_a_mask_however_it_is_put_into_text()
    {
        string[] texts =
        [
            secret.ToString(), $"{secret}", $"{secret,20:x}", string.Format(CultureInfo.InvariantCulture, "{0}", secret), "" + secret, string.Concat(secret, ""),
            new Connection("app", secret).ToString(), string.Join(",", secret, secret), Convert.ToString(secret, CultureInfo.InvariantCulture)!,
        ];

        Assert.All(texts, x => Assert.DoesNotContain(Value, x));
        Assert.All(texts, x => Assert.Contains("***", x));
    }

    [Fact]
    public void Only_reveal_gives_it_out() => Assert.Equal(Value, secret.Reveal());

    [Fact]
    public void No_public_member_but_reveal_holds_the_value()
    {
        var properties = typeof(Secret).GetProperties().Select(x => x.GetValue(secret)?.ToString());
        var fields = typeof(Secret).GetFields().Select(x => x.GetValue(secret)?.ToString());

        Assert.DoesNotContain(Value, properties.Concat(fields));
    }

    [Fact]
    public void A_debugger_sees_neither_the_value_nor_the_field_that_holds_it()
    {
        var display = typeof(Secret).GetCustomAttribute<DebuggerDisplayAttribute>()!.Value;
        var proxy = Type.GetType(typeof(Secret).GetCustomAttribute<DebuggerTypeProxyAttribute>()!.ProxyTypeName)!;
        var view = Activator.CreateInstance(proxy, secret)!;
        var shown = proxy.GetProperties().Select(x => x.GetValue(view));
        var field = typeof(Secret).GetFields(BindingFlags.NonPublic | BindingFlags.Instance).Single();

        Assert.Equal("***", display);
        Assert.Equal(["***"], shown);
        Assert.Equal(DebuggerBrowsableState.Never, field.GetCustomAttribute<DebuggerBrowsableAttribute>()!.State);
        Assert.DoesNotContain(proxy.GetFields(BindingFlags.NonPublic | BindingFlags.Instance), x => Equals(x.GetValue(view), Value) || x.GetValue(view) is Secret);
    }

    [Fact]
    public void Json_shows_a_mask_as_a_value_in_a_record_and_as_a_key()
    {
        var json = JsonSerializer.Serialize(new { secret, nested = new Connection("app", secret), keys = new Dictionary<Secret, int> { [secret] = 1 } });

        Assert.Equal("""{"secret":"***","nested":{"User":"app","Password":"***"},"keys":{"***":1}}""", json);
    }

    [Fact]
    public void Json_is_refused_as_a_source_and_the_error_does_not_repeat_it()
    {
        var error = Assert.Throws<PipelineException>(() => JsonSerializer.Deserialize<Connection>($$"""{"User":"app","Password":"{{Value}}"}"""));

        Assert.Equal("PIPE5001", error.Code.Id);
        Assert.DoesNotContain(Value, error.ToString());
    }

    [Fact]
    public void A_parameter_converts_from_text_and_back_only_to_a_mask()
    {
        var converter = TypeDescriptor.GetConverter(typeof(Secret));

        var converted = Assert.IsType<Secret>(converter.ConvertFromInvariantString(Value));

        Assert.Equal(Value, converted.Reveal());
        Assert.Equal("***", converter.ConvertToInvariantString(converted));
    }

    [Theory]
    [InlineData("a", "a", true)]
    [InlineData("a", "b", false)]
    [InlineData("a", "aa", false)]
    [InlineData("", "", true)]
    [InlineData("ä", "ä", true)]
    public void It_is_equal_by_value(string left, string right, bool equal)
    {
        var (a, b) = (new Secret(left), new Secret(right));

        Assert.Equal(equal, a.Equals(b));
        Assert.Equal(equal, a == b);
        Assert.Equal(!equal, a != b);
        Assert.Equal(equal, a.Equals((object)b));
        if (equal)
            Assert.Equal(a.GetHashCode(), b.GetHashCode());
    }

    [Fact]
    public void It_is_not_equal_to_nothing_nor_to_its_own_text()
    {
        Secret? nothing = null;

        Assert.False(secret.Equals(nothing));
        Assert.False(secret == nothing);
        Assert.True(nothing == null);
        Assert.False(secret.Equals((object)Value));
    }

    [Fact]
    public void An_empty_one_says_so()
    {
        Assert.True(new Secret("").IsEmpty);
        Assert.False(secret.IsEmpty);
        Assert.Throws<ArgumentNullException>(() => new Secret(null!));
    }
}
