using System.Reflection;

namespace Nuke.Common.Utilities;

/// <summary>For exceptions.</summary>
public static class ExceptionExtensions
{
    /// <summary>The exception that was meant: without <see cref="TargetInvocationException"/> and <see cref="TypeInitializationException"/> around it; an aggregate of one is that one.</summary>
    public static Exception Unwrap(this Exception exception) => exception switch
    {
        TypeInitializationException or TargetInvocationException when exception.InnerException is { } inner => inner.Unwrap(),
        AggregateException aggregate when aggregate.Flatten() is var flat => flat.InnerExceptions is [var only] ? only.Unwrap() : flat,
        _ => exception,
    };
}
