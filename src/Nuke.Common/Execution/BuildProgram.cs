using System.Linq.Expressions;
using System.Reflection;
using Pipeline.Engine.Reporting;
using Pipeline.Errors;

namespace Nuke.Common.Execution;

/// <summary>Where a build's <c>Main</c> leads: makes the build, runs it, turns what went wrong into words and an exit code.</summary>
internal static class BuildProgram
{
    public static int Run<T>(Func<T> create, Expression<Func<T, Target>>[] defaultTargets)
        where T : NukeBuild =>
        Run(create, build => Array.ConvertAll(defaultTargets, x => FactoryOf(x, (T)build)), BuildEdge.OfProcess());

    internal static int Run(Func<NukeBuild> create, Func<NukeBuild, IReadOnlyList<Delegate>> defaultTargets, BuildEdge edge)
    {
        try
        {
            var build = Create(create);
            return new BuildSession(build, defaultTargets, edge).RunAsync().GetAwaiter().GetResult();
        }
        catch (Exception exception)
        {
            var cause = Unwrap(exception);
            var isVerbose = NukeBuild.Verbosity == Verbosity.Verbose || edge.Arguments.Contains("verbose", StringComparer.OrdinalIgnoreCase);
            foreach (var line in ErrorText.Lines(cause, isVerbose ? OutputVerbosity.Verbose : OutputVerbosity.Normal))
                edge.Error.WriteLine(line);
            return cause is PipelineException { ExitCode: var code } ? code : 1;
        }
    }

    private static NukeBuild Create(Func<NukeBuild> create)
    {
        try
        {
            return create();
        }
        catch (Exception exception) when (Unwrap(exception) is not PipelineException)
        {
            var cause = Unwrap(exception);
            throw new PipelineException(BuildErrors.BuildFailed, $"The build could not be created: {cause.GetType().Name}: {cause.Message}", cause);
        }
    }

    private static Exception Unwrap(Exception exception) =>
        exception is TargetInvocationException or TypeInitializationException && exception.InnerException is { } inner ? Unwrap(inner) : exception;

    private static Delegate FactoryOf<T>(Expression<Func<T, Target>> expression, T build)
        where T : NukeBuild =>
        expression.Body is MemberExpression { Member: PropertyInfo property }
            ? (Delegate)property.GetValue(build)!
            : expression.Compile(preferInterpretation: true)(build);
}
