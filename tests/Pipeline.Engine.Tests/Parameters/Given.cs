using Pipeline.Engine.Parameters;

namespace Pipeline.Engine.Tests.Parameters;

/// <summary>Short ways to say what a test gives.</summary>
internal static class Given
{
    public static ParameterSpec Parameter<T>(string name) => new() { Name = name, Type = typeof(T) };

    public static ParameterValues Read(ParameterSpec[] parameters, params string[] arguments) =>
        ParameterReader.Read(new ParameterInput { Arguments = arguments, Parameters = parameters });

    public static ParameterValues ReadEnvironment(ParameterSpec[] parameters, params (string Name, string Value)[] variables) =>
        ParameterReader.Read(new ParameterInput { Arguments = [], Parameters = parameters, Environment = variables.ToDictionary(x => x.Name, x => x.Value) });

    /// <summary>The one value of a parameter given by words of the command line.</summary>
    public static T Value<T>(params string[] words)
    {
        var values = Read([Parameter<T>("Value")], ["--value", .. words]);
        values.ThrowIfInvalid();
        return (T)values.Find("Value")!.Value!;
    }

    /// <summary>The message of the only mistake.</summary>
    public static string Mistake<T>(params string[] words) => Assert.Single(Read([Parameter<T>("Value")], ["--value", .. words]).Problems).Message;
}
