using System.Linq.Expressions;

namespace Nuke.Common.Utilities;

/// <summary>Runs a delegate when disposed, once.</summary>
public class DelegateDisposable : IDisposable
{
    private Action? _cleanup;

    private DelegateDisposable(Action? cleanup) => _cleanup = cleanup;

    /// <summary>Runs <paramref name="setup"/> now, and <paramref name="cleanup"/> when the result is disposed.</summary>
    public static IDisposable CreateBracket(Action? setup = null, Action? cleanup = null)
    {
        setup?.Invoke();
        return new DelegateDisposable(cleanup);
    }

    /// <summary>Sets a field or property (<c>() => Console.Title</c>) now, and back when the result is disposed.</summary>
    public static IDisposable SetAndRestore<T>(Expression<Func<T>> memberProvider, T value)
    {
        var member = memberProvider.GetMemberInfo();
        var target = memberProvider.GetTarget();
        var previous = member.GetValue(target);
        member.SetValue(target, value);
        return new DelegateDisposable(() => member.SetValue(target, previous));
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Interlocked.Exchange(ref _cleanup, null)?.Invoke();
        GC.SuppressFinalize(this);
    }
}
