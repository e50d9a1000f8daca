using System.Linq.Expressions;
using System.Reflection;
using Nuke.Common.Utilities;
using Pipeline.Errors;

namespace CommonTests.Utilities;

public sealed class ReflectionTests
{
    private interface IBase
    {
        string Shared => "base";

        string Own => "base";
    }

    private interface IDerived : IBase
    {
        new string Shared => "derived";
    }

    private interface IOther
    {
        string Shared => "other";
    }

    private static string Title { get; set; } = "before";

    [Theory]
    [InlineData(typeof(int?), "int?")]
    [InlineData(typeof(Dictionary<string, List<bool>>), "Dictionary<string, List<bool>>")]
    [InlineData(typeof(byte[,]), "byte[,]")]
    [InlineData(typeof(DayOfWeek), "DayOfWeek")]
    [InlineData(typeof(void), "void")]
    [InlineData(typeof(object), "object")]
    public void A_type_is_shown_as_in_source(Type type, string expected) => Assert.Equal(expected, type.GetDisplayShortName());

    [Fact]
    public void Members_and_parameters_are_shown_as_in_source()
    {
        var method = typeof(Sample).GetMethod(nameof(Sample.Method))!;

        Assert.Equal("Method((int Id, (string Name, bool)) pair, out long result, string text = null) : (int A, int B)", method.GetDisplayText());
        Assert.Equal("ReflectionTests.Sample.Method", method.GetDisplayName());
        Assert.Equal("ReflectionTests.Sample", typeof(Sample).GetDisplayName());
        Assert.Equal("Sample", ((MemberInfo)typeof(Sample)).GetDisplayText());
        Assert.Equal(".ctor()", typeof(Sample).GetConstructors()[0].GetDisplayText());
        Assert.Equal("this string str", typeof(StringExtensions).GetMethod(nameof(StringExtensions.GetMD5Hash))!.GetParameters()[0].GetDisplayText());
    }

    [Fact]
    public void Kinds_of_types_and_members_are_told_apart()
    {
        Assert.True(typeof(IBase).IsNullableType());
        Assert.False(typeof(int).IsNullableType());
        Assert.Equal(typeof(int?), typeof(int).GetNullableType());
        Assert.Equal(0, typeof(int).GetDefaultValue());
        Assert.Null(typeof(string).GetDefaultValue());
        Assert.True(typeof(List<int>).IsCollectionLike());
        Assert.False(typeof(string).IsCollectionLike());
        Assert.Equal([typeof(int), typeof(int), typeof(int), typeof(int)], new[] { typeof(int?), typeof(int[]), typeof(List<int>), typeof(int) }.Select(x => x.GetScalarType()));
        Assert.Contains(DayOfWeek.Friday, typeof(DayOfWeek).GetEnumValues<DayOfWeek>());
        Assert.True(ReflectionUtility.IsAssignableTo(typeof(string), typeof(object)));
        Assert.True(typeof(ReflectionTests).GetMethod(nameof(Kinds_of_types_and_members_are_told_apart))!.HasCustomAttribute<FactAttribute>());
        Assert.False(typeof(Sample).GetMethod(nameof(Sample.Method))!.GetParameters()[0].HasCustomAttribute<ObsoleteAttribute>());

        var secret = typeof(Sample).GetProperty("Secret", ReflectionUtility.All)!;
        Assert.False(secret.IsPublic());
        Assert.True(secret.IsFamily());
        Assert.False(secret.IsStatic());
        Assert.True(typeof(Sample).GetField("Number", ReflectionUtility.All)!.IsAssembly());
        Assert.True(typeof(string).IsPublic());
        Assert.Equal(typeof(string), secret.GetMemberType());
        Assert.Throws<NotSupportedException>(() => typeof(Sample).GetMemberType());
        Assert.Throws<NotSupportedException>(() => typeof(Sample).IsStatic());
    }

    [Fact]
    public void Values_are_read_set_and_called()
    {
        var sample = new Sample();
        ((MemberInfo)typeof(Sample).GetProperty(nameof(Sample.ReadOnly))!).SetValue(sample, "new");
        typeof(Sample).GetField("Number", ReflectionUtility.All)!.SetValue(sample, 5);

        Assert.Equal("new", sample.ReadOnly);
        Assert.Equal(5, typeof(Sample).GetField("Number", ReflectionUtility.All)!.GetValue<int>(sample));
        Assert.Throws<ArgumentException>(() => ((MemberInfo)typeof(Sample).GetProperty(nameof(Sample.Computed))!).SetValue(sample, "x"));
        Assert.Equal("base", typeof(Sample).GetMethod(nameof(Sample.Virtual))!.GetValueNonVirtual<string>(new Overriding()));
        Assert.Equal("overridden", typeof(Sample).GetMethod(nameof(Sample.Virtual))!.GetValue<string>(new Overriding()));
        Assert.Equal("base", typeof(Sample).InvokeMember<string>(nameof(Sample.Virtual), sample));
        Assert.IsType<Sample>(typeof(Sample).CreateInstance<object>());
        Assert.Throws<FormatException>(() => ((Delegate)new Action(() => throw new FormatException())).DynamicInvokeUnwrap());
        Assert.Equal(3, ((Delegate)new Func<int>(() => 3)).DynamicInvokeUnwrap<int>());
    }

    [Fact]
    public void A_member_is_set_and_restored()
    {
        using (DelegateDisposable.SetAndRestore(() => Title, "during"))
            Assert.Equal("during", Title);
        Assert.Equal("before", Title);

        var log = new List<string>();
        var bracket = DelegateDisposable.CreateBracket(() => log.Add("in"), () => log.Add("out"))
            .CombineWith(() => log.Add("in2"), () => log.Add("out2"))
            .CombineWith(DelegateDisposable.CreateBracket(null, () => log.Add("other")));
        bracket.Dispose();
        bracket.Dispose();
        Assert.Equal(["in", "in2", "other", "out2", "out"], log);
    }

    [Fact]
    public void Expressions_name_members()
    {
        Expression<Action> call = () => string.IsNullOrEmpty("a");

        Assert.Equal(nameof(Title), ReflectionUtility.GetMemberInfo(() => Title).Name);
        Assert.Equal(nameof(string.IsNullOrEmpty), call.GetMemberInfo().Name);
        Assert.Equal(["a"], ((MethodCallExpression)call.Body).GetArguments());
        Assert.Throws<ArgumentException>(() => ReflectionUtility.GetMemberInfo(() => 1));
    }

    [Fact]
    public void Interface_members_are_those_of_the_most_derived_interface()
    {
        var members = Properties(typeof(Implementing), allowAmbiguity: false, filterQuasiOverridden: true);

        Assert.Equal(["IBase.Own", "IDerived.Shared"], members.Select(x => $"{x.DeclaringType!.Name}.{x.Name}").Order());
        Assert.Contains("IOther", Assert.Throws<ArgumentException>(() => Properties(typeof(Ambiguous), false, true)).Message, StringComparison.Ordinal);
        Assert.Equal(3, Properties(typeof(Ambiguous), true, false).Count);
        Assert.Contains("public", Assert.Throws<ArgumentException>(() => Properties(typeof(Hiding), false, false)).Message, StringComparison.Ordinal);
        Assert.EndsWith(".Shared", Properties(typeof(Explicit), false, false).Single().Name, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_is_converted_by_type()
    {
        Assert.Equal(3, ReflectionUtility.Convert<int>("3"));
        Assert.Equal(DayOfWeek.Monday, ReflectionUtility.Convert<DayOfWeek>("monday"));
        Assert.Equal(new[] { 1, 2 }, ReflectionUtility.Convert("1,2,", typeof(int[]), ',', false));
        Assert.Equal(true, ReflectionUtility.Convert(Array.Empty<string>(), typeof(bool), true));
        Assert.Null(ReflectionUtility.Convert(Array.Empty<string>(), typeof(string), true));
        Assert.Null(ReflectionUtility.Convert(null, typeof(string)));
        Assert.Contains("'x'", Assert.Throws<PipelineException>(() => ReflectionUtility.Convert<int>("x")).Message, StringComparison.Ordinal);
        Assert.Contains("1, 2", Assert.Throws<ArgumentException>(() => ReflectionUtility.Convert(["1", "2"], typeof(int), false)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Objects_exceptions_tasks_and_addresses_have_their_helpers()
    {
        Assert.Equal(3, 1.Apply(x => x + 2));
        Assert.Equal((2, 1), (1.When(true, x => x + 1), 1.When(false, x => x + 1)));
        Assert.Equal(("ab", "a"), ("a".WhenNotNull("b", (x, y) => x + y), "a".WhenNotNull((string?)null, (x, y) => x + y)));
        Assert.Equal([1, 2], new List<int> { 1, 2 }.Clone());
        Assert.Equal(7, Lazy.Create(() => 7).Value);
        Assert.IsType<FormatException>(new TargetInvocationException(new AggregateException(new FormatException())).Unwrap());
        Assert.Equal(2, Assert.IsType<AggregateException>(new AggregateException(new FormatException(), new FormatException()).Unwrap()).InnerExceptions.Count);
        Assert.Equal([1, 2], new[] { Task.FromResult(1), Task.FromResult(2) }.WaitAll());
        new[] { Task.CompletedTask }.WaitAll();
        Assert.Equal("https://h/p?a=1&utm_medium=m&utm_source=s&utm_campaign=p", new Uri("https://h/p?a=1").WithUtmValues("m", "s").AbsoluteUri);
        Assert.Equal("https://h/p/?utm_medium=m&utm_source=s&utm_campaign=c&utm_content=p", new Uri("https://h/p/").WithUtmValues("m", "s", "c").AbsoluteUri);
        Assert.Equal("LOCAL", typeof(ReflectionUtility).Assembly.GetVersionText());
        Assert.StartsWith("version LOCAL (", typeof(ReflectionUtility).Assembly.GetInformationalText(), StringComparison.Ordinal);
        Assert.Contains("not found", Assert.Throws<ArgumentException>(() => ResourceUtility.GetResourceAllText<ReflectionTests>("none.txt")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_writer_indents_and_comments()
    {
        using var stream = new MemoryStream();
        using (var streamWriter = new StreamWriter(stream) { NewLine = "\n" })
        {
            var writer = new CustomFileWriter(streamWriter, indentationFactor: 2, commentPrefix: "#");
            writer.WriteLine("a:");
            using (writer.Indent())
                writer.Write(x => x.WriteLine("b"));
            writer.WriteLine();
            writer.WriteComment("c");
            writer.WriteComment();
        }

        Assert.Equal("a:\n  b\n\n# c\n#\n", System.Text.Encoding.UTF8.GetString(stream.ToArray()));
    }

    private static List<MemberInfo> Properties(Type type, bool allowAmbiguity, bool filterQuasiOverridden)
        => [.. type.GetAllMembers(x => x is PropertyInfo, ReflectionUtility.Instance, allowAmbiguity, filterQuasiOverridden)];

    public class Sample
    {
        internal int Number = 1;

        public string Fixed { get; set; } = "";

        public string ReadOnly { get; } = "old";

        public string Computed => ReadOnly;

        protected string Secret => "";

        public virtual string Virtual() => "base";

        public (int A, int B) Method((int Id, (string Name, bool)) pair, out long result, string? text = null)
        {
            result = Number;
            return (pair.Id, text?.Length ?? 0);
        }
    }

    private sealed class Overriding : Sample
    {
        public override string Virtual() => "overridden";
    }

    private sealed class Implementing : IDerived;

    private sealed class Ambiguous : IBase, IOther;

    private sealed class Hiding : IOther
    {
        private string Shared => "hidden";

        public override string ToString() => Shared;
    }

    private sealed class Explicit : IOther
    {
        string IOther.Shared => "explicit";
    }
}
