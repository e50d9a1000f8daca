using System.ComponentModel;
using System.Globalization;
using System.Net;
using FsCheck;
using FsCheck.Fluent;
using Pipeline.Engine.Parameters;

namespace Pipeline.Engine.Tests.Parameters;

public sealed class ConversionTests
{
    public enum Level
    {
        Low,
        VeryHigh,
    }

    [Flags]
    public enum Parts
    {
        None = 0,
        Left = 1,
        Right = 2,
    }

    [TypeConverter(typeof(Converter))]
    public sealed class Flavour
    {
        public static readonly Flavour Debug = new("Debug");
        public static readonly Flavour Release = new("Release");

        private Flavour(string name) => Name = name;

        public string Name { get; }

        public override string ToString() => Name;

        public sealed class Converter : TypeConverter
        {
            public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType) => sourceType == typeof(string);

            public override object ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value) =>
                (string)value switch { "Debug" => Debug, "Release" => Release, _ => throw new FormatException("No such flavour.") };
        }
    }

    public sealed record Database(string Host, int Port = 5432)
    {
        public TimeSpan? Timeout { get; init; }

        public Level[] Levels { get; init; } = [];
    }

    public sealed class Account
    {
        public required string User { get; set; }

        public string? Note { get; set; }
    }

    public sealed record Checked
    {
        public Checked(int even)
        {
            if (even % 2 != 0)
                throw new ArgumentException("It is odd.", nameof(even));
        }
    }

    public abstract class Shape;

    [Fact]
    public void Plain_types_are_converted()
    {
        Assert.Equal("a b", Given.Value<string>("a b"));
        Assert.Equal(3, Given.Value<int>("3"));
        Assert.Equal(-3, Given.Value<int?>("-3"));
        Assert.Equal(3L, Given.Value<long>("3"));
        Assert.Equal((short)3, Given.Value<short>("3"));
        Assert.Equal((ushort)3, Given.Value<ushort>("3"));
        Assert.Equal((sbyte)-3, Given.Value<sbyte>("-3"));
        Assert.Equal((byte)3, Given.Value<byte>("3"));
        Assert.Equal(3U, Given.Value<uint>("3"));
        Assert.Equal(3UL, Given.Value<ulong>("3"));
        Assert.Equal(1.5F, Given.Value<float>("1.5"));
        Assert.Equal(1.5, Given.Value<double>("1.5"));
        Assert.Equal(1.10M, Given.Value<decimal>("1.10"));
        Assert.Equal('x', Given.Value<char>("x"));
        Assert.Equal(Guid.Parse("6f9619ff-8b86-d011-b42d-00c04fc964ff"), Given.Value<Guid>("6f9619ff-8b86-d011-b42d-00c04fc964ff"));
        Assert.Equal(new Uri("https://example.com/"), Given.Value<Uri>("https://example.com/"));
        Assert.Equal(new Version(1, 2, 3), Given.Value<Version>("1.2.3"));
        Assert.Equal(new DateTimeOffset(2026, 1, 31, 9, 30, 0, TimeSpan.Zero), Given.Value<DateTimeOffset>("2026-01-31T09:30:00Z"));
        Assert.Equal(new DateTime(2026, 1, 31), Given.Value<DateTime>("2026-01-31"));
        Assert.Equal(new DateOnly(2026, 1, 31), Given.Value<DateOnly>("2026-01-31"));
        Assert.Equal(new TimeOnly(9, 30), Given.Value<TimeOnly>("09:30"));
        Assert.Equal("x", Given.Value<object>("x"));
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("FALSE", false)]
    [InlineData("1", true)]
    [InlineData("0", false)]
    [InlineData("yes", true)]
    [InlineData("off", false)]
    public void A_switch_knows_the_usual_words(string text, bool expected)
    {
        var values = Given.ReadEnvironment([Given.Parameter<bool>("Value")], ("NUKE_VALUE", text));

        Assert.Equal(expected, values.Find("Value")!.Value);
    }

    [Fact]
    public void A_switch_without_a_word_is_on()
    {
        Assert.Equal(true, Given.Read([Given.Parameter<bool?>("Value")], "--value").Find("Value")!.Value);
    }

    [Theory]
    [InlineData("90s", 90)]
    [InlineData("5m", 300)]
    [InlineData("1h30m", 5400)]
    [InlineData("1h 30min", 5400)]
    [InlineData("1.5s", 1.5)]
    [InlineData("500ms", 0.5)]
    [InlineData("2d", 172800)]
    [InlineData("00:01:30", 90)]
    [InlineData("0", 0)]
    [InlineData("-5s", -5)]
    public void A_duration_is_written_as_people_do(string text, double seconds)
    {
        var values = Given.ReadEnvironment([Given.Parameter<TimeSpan>("Value")], ("VALUE", text));

        Assert.Equal(TimeSpan.FromSeconds(seconds), values.Find("Value")!.Value);
    }

    [Theory]
    [InlineData("5")]
    [InlineData("s")]
    [InlineData("5x")]
    [InlineData("1..5s")]
    [InlineData("-")]
    [InlineData("99999999999999d")]
    public void A_duration_without_its_unit_is_refused(string text)
    {
        Assert.Contains("but needs a duration such as 90s, 5m, 1h30m or 00:05:00, e.g. --value 90s.", Given.Mistake<TimeSpan>(text), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("low", Level.Low)]
    [InlineData("VERYHIGH", Level.VeryHigh)]
    [InlineData("very-high", Level.VeryHigh)]
    public void An_enum_is_found_by_its_letters(string text, Level expected)
    {
        Assert.Equal(expected, Given.Value<Level>(text));
    }

    [Fact]
    public void Flags_are_joined_by_commas()
    {
        Assert.Equal(Parts.Left | Parts.Right, Given.Value<Parts>("left,Right"));
    }

    [Fact]
    public void An_unknown_enum_value_is_a_mistake_with_all_values_and_near_misses()
    {
        Assert.Equal("Parameter 'Value' got 'hihg' from the command line (--value), but needs one of 'Low', 'High'. Did you mean 'High'?", Given.Mistake<Grade>("hihg"));
        Assert.Contains("got '1'", Given.Mistake<Grade>("1"), StringComparison.Ordinal);
    }

    public enum Grade
    {
        Low,
        High,
    }

    [Theory]
    [InlineData(typeof(int), "abc", "a whole number, e.g. --value 3.")]
    [InlineData(typeof(int), "99999999999", "a whole number, e.g. --value 3.")]
    [InlineData(typeof(short), "40000", "a whole number from -32768 to 32767, e.g. --value 3.")]
    [InlineData(typeof(sbyte), "200", "a whole number from -128 to 127, e.g. --value 3.")]
    [InlineData(typeof(byte), "256", "a whole number from 0 to 255, e.g. --value 3.")]
    [InlineData(typeof(ushort), "-1", "a whole number from 0 to 65535, e.g. --value 3.")]
    [InlineData(typeof(uint), "-1", "a whole number, not below zero, e.g. --value 3.")]
    [InlineData(typeof(double), "x", "a number, e.g. --value 1.5.")]
    [InlineData(typeof(char), "xy", "a single character, e.g. --value x.")]
    [InlineData(typeof(Guid), "x", "a GUID such as 6f9619ff-8b86-d011-b42d-00c04fc964ff, e.g. --value 6f9619ff-8b86-d011-b42d-00c04fc964ff.")]
    [InlineData(typeof(Version), "x", "a version such as 1.2.3, e.g. --value 1.2.3.")]
    [InlineData(typeof(Uri), "", "a URL such as https://example.com/, e.g. --value https://example.com/.")]
    [InlineData(typeof(DateTime), "x", "a date and time such as 2026-01-31T09:30:00Z, e.g. --value 2026-01-31.")]
    [InlineData(typeof(DateTimeOffset), "x", "a date and time such as 2026-01-31T09:30:00Z, e.g. --value 2026-01-31T09:30:00Z.")]
    [InlineData(typeof(DateOnly), "x", "a date such as 2026-01-31, e.g. --value 2026-01-31.")]
    [InlineData(typeof(TimeOnly), "x", "a time of day such as 09:30, e.g. --value 09:30.")]
    [InlineData(typeof(int[]), "x", "a whole number, e.g. --value 3.")]
    [InlineData(typeof(IPAddress), "x", "a IPAddress.")]
    [InlineData(typeof(Dictionary<string, int>), "x", "pairs, each as KEY=VALUE, e.g. --value KEY=3.")]
    public void A_wrong_value_is_told_with_what_is_needed_and_an_example(Type type, string text, string needs)
    {
        var problem = Assert.Single(Given.Read([new ParameterSpec { Name = "Value", Type = type }], "--value=" + text).Problems);

        Assert.Equal(ParameterErrors.WrongType, problem.Code);
        Assert.StartsWith($"Parameter 'Value' got '{text}' from the command line (--value), but needs {needs}".TrimEnd('.'), problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_switch_is_told()
    {
        var problem = Assert.Single(Given.Read([Given.Parameter<bool>("Value")], "--value=maybe").Problems);

        Assert.Equal("Parameter 'Value' got 'maybe' from the command line (--value), but needs true or false, e.g. --value.", problem.Message);
    }

    [Fact]
    public void Lists_and_sets_of_every_shape_are_made()
    {
        Assert.Equal([1, 2], Given.Value<int[]>("1", "2"));
        Assert.Equal([1, 2], Given.Value<List<int>>("1", "2"));
        Assert.Equal([1, 2], Given.Value<IReadOnlyList<int>>("1", "2"));
        Assert.Equal([1, 2], Given.Value<IEnumerable<int>>("1", "2"));
        Assert.Equal([1, 2], Given.Value<HashSet<int>>("1", "2", "2"));
        Assert.Equal([1, 2], Given.Value<ISet<int>>("1", "2"));
        Assert.Equal([1, 2], Given.Value<IReadOnlySet<int>>("1", "2"));
        Assert.Equal([1, 2], Given.Value<SortedSet<int>>("2", "1"));
        Assert.Equal([1, null], Given.Value<int?[]>("[1, null]"));
        Assert.Equal([Level.VeryHigh], Given.Value<Level[]>("very-high"));

        var list = Given.Value<IList<int>>("1");
        list.Add(2);
        Assert.Equal([1, 2], list);
    }

    [Fact]
    public void A_list_is_split_only_at_its_separator()
    {
        var spec = Given.Parameter<string[]>("Value") with { Separator = "+" };

        Assert.Equal(["a", "b", "c d"], (string[])Given.Read([spec], "--value", "a+b", "c d").Find("Value")!.Value!);
        Assert.Equal(["a b", "c"], (string[])Given.ReadEnvironment([spec], ("VALUE", "a b+c")).Find("Value")!.Value!);
    }

    [Fact]
    public void A_list_in_a_variable_is_split_at_white_space_or_is_json()
    {
        Assert.Equal(["a", "b"], (string[])Given.ReadEnvironment([Given.Parameter<string[]>("Value")], ("VALUE", " a  b\n")).Find("Value")!.Value!);
        Assert.Equal(["a b", "c"], (string[])Given.ReadEnvironment([Given.Parameter<string[]>("Value")], ("VALUE", "[\"a b\", \"c\"]")).Find("Value")!.Value!);
        Assert.Equal(["[abc]*.cs"], Given.Value<string[]>("[abc]*.cs"));
    }

    [Fact]
    public void Dictionaries_come_from_pairs_or_json()
    {
        Assert.Equal(new Dictionary<string, int> { ["a"] = 1, ["b"] = 2 }, Given.Value<Dictionary<string, int>>("a=1", "b=2"));
        Assert.Equal(new Dictionary<string, string> { ["a"] = "x=y" }, Given.Value<IReadOnlyDictionary<string, string>>("a=x=y"));
        Assert.Equal(TimeSpan.FromSeconds(5), Given.Value<IDictionary<string, TimeSpan>>("{ \"a\": \"5s\" }")["a"]);
        Assert.Equal(2, Given.Value<SortedDictionary<Level, int>>("very-high=2")[Level.VeryHigh]);
    }

    [Fact]
    public void A_type_brings_its_converter_or_its_parse_method()
    {
        Assert.Same(Flavour.Release, Given.Value<Flavour>("Release"));
        Assert.Equal(IPAddress.Loopback, Given.Value<IPAddress>("127.0.0.1"));
        Assert.Equal(System.Numerics.BigInteger.Parse("123456789012345678901234567890", CultureInfo.InvariantCulture), Given.Value<System.Numerics.BigInteger>("123456789012345678901234567890"));
        Assert.Equal("Parameter 'Value' got 'Relaese' from the command line (--value), but needs one of 'Debug', 'Release'. Did you mean 'Release'?", Given.Mistake<Flavour>("Relaese"));
    }

    [Fact]
    public void A_record_comes_from_json_text()
    {
        var database = Given.Value<Database>("{ \"host\": \"db\", \"time-out\": \"5s\", \"Levels\": [\"low\", \"VeryHigh\"] }");

        Assert.Equal("db", database.Host);
        Assert.Equal(5432, database.Port);
        Assert.Equal(TimeSpan.FromSeconds(5), database.Timeout);
        Assert.Equal([Level.Low, Level.VeryHigh], database.Levels);
        Assert.Equal("ann", Given.Value<Account>("{ \"User\": \"ann\", \"Note\": null }").User);
        Assert.Equal(2, Given.Value<Database[]>("[{ \"host\": \"a\" }, { \"host\": \"b\" }]").Length);
    }

    [Theory]
    [InlineData("{ \"host\": \"db\", \"port\": \"x\" }", "got 'x' at port from the command line (--value), but needs a whole number.")]
    [InlineData("{ \"host\": \"db\", \"levels\": [\"low\", \"hi\"] }", "got 'hi' at levels[1] from the command line (--value), but needs one of 'Low', 'VeryHigh'.")]
    [InlineData("{ \"port\": 1 }", "got no 'Host' at Host from the command line (--value), but needs a text.")]
    [InlineData("{ \"host\": \"db\", \"prot\": 1 }", "got unknown 'prot' from the command line (--value), but needs one of 'Host', 'Port', 'Timeout', 'Levels'. Did you mean 'Port'?")]
    [InlineData("{ \"host\": { } }", "got an object at host from the command line (--value), but needs a text.")]
    [InlineData("db", "got 'db' from the command line (--value), but needs a JSON object for Database, e.g. --value '{ … }'.")]
    [InlineData("{ \"host\": ", "got '{ \"host\": ' from the command line (--value), but needs a JSON object for Database, e.g. --value '{ … }'.")]
    public void A_mistake_inside_of_a_record_is_told_with_its_path(string text, string message)
    {
        Assert.Equal("Parameter 'Value' " + message, Given.Mistake<Database>(text));
    }

    [Fact]
    public void A_missing_required_property_and_a_refusing_constructor_are_told()
    {
        Assert.Contains("got no 'User' at User", Given.Mistake<Account>("{ }"), StringComparison.Ordinal);
        Assert.Contains("needs a valid Checked", Given.Mistake<Checked>("{ \"even\": 3 }"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(typeof(Shape))]
    [InlineData(typeof(System.Collections.ObjectModel.ReadOnlyCollection<int>))]
    [InlineData(typeof(System.Collections.ObjectModel.ReadOnlyDictionary<string, int>))]
    public void A_type_that_cannot_be_made_is_the_builds_mistake(Type type)
    {
        var word = type == typeof(Shape) ? "x" : type.IsGenericType && type.GetGenericArguments().Length == 2 ? "a=1" : "1";
        var problem = Assert.Single(Given.Read([new ParameterSpec { Name = "Value", Type = type }], "--value", word).Problems);

        Assert.Equal(ParameterErrors.UnsupportedType, problem.Code);
    }

    [Fact]
    public void Allowed_values_are_taken_in_any_case_and_others_are_refused()
    {
        var one = Given.Parameter<string>("Ring") with { AllowedValues = () => ["Canary", "Stable"] };
        var many = Given.Parameter<string[]>("Rings") with { AllowedValues = () => ["Canary", "Stable"] };

        Assert.Equal("Canary", Given.Read([one], "--ring", "canary").Find("Ring")!.Value);
        Assert.Equal(["Stable", "Canary"], (string[])Given.Read([many], "--rings", "stable", "CANARY").Find("Rings")!.Value!);
        Assert.Equal("Parameter 'Ring' got 'stabel' from the command line (--ring), but needs one of 'Canary', 'Stable'. Did you mean 'Stable'?", Assert.Single(Given.Read([one], "--ring", "stabel").Problems).Message);
    }

    [Fact]
    public void What_dotnet_writes_is_read_again()
    {
        Prop.ForAll<int, long, NormalFloat>((a, b, c) =>
            Environment<int>(a.ToString(CultureInfo.InvariantCulture)) == a
            && Environment<long>(b.ToString(CultureInfo.InvariantCulture)) == b
            && Environment<double>(c.Get.ToString("R", CultureInfo.InvariantCulture)) == c.Get).QuickCheckThrowOnFailure();
        Prop.ForAll<Guid, TimeSpan>((a, b) => Environment<Guid>(a.ToString()) == a && Environment<TimeSpan>(b.ToString()) == b).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Any_text_gives_a_value_or_a_mistake_never_an_exception()
    {
        Type[] types = [typeof(int), typeof(bool), typeof(TimeSpan), typeof(Level), typeof(string[]), typeof(Dictionary<string, int>), typeof(Database), typeof(Flavour), typeof(Uri), typeof(DateTimeOffset), typeof(Parts?)];

        Prop.ForAll<NonEmptyString, int>((text, index) =>
        {
            var spec = new ParameterSpec { Name = "Value", Type = types[(index & int.MaxValue) % types.Length] };
            var values = Given.ReadEnvironment([spec], ("NUKE_VALUE", text.Get));
            return values.Problems.Count == 1 || values.Find("Value") is { Value: not null };
        }).QuickCheckThrowOnFailure();
    }

    private static T Environment<T>(string text) => (T)Given.ReadEnvironment([Given.Parameter<T>("Value")], ("VALUE", text)).Find("Value")!.Value!;
}
