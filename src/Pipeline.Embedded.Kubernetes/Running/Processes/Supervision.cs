namespace Pipeline.Embedded.Kubernetes.Running.Processes;

/// <summary>
/// The shell script between a cluster and a container's process. It starts the process in a session of its own, passes on the signals it is told of,
/// and, when the pipe that leads to it closes (the cluster ended, <c>kill -9</c> included), kills everything in that session's process group.
/// Signals go through the pipe and not by process id: a number that was given to another process is never hit.
/// </summary>
internal static class Supervision
{
    /// <summary>Arguments: the file for the process id, then the command, which begins with the words for a new session.</summary>
    public const string Script = """
        pidfile=$1; shift
        exec 3<&0 </dev/null
        "$@" 3<&- &
        child=$!
        echo "$child" > "$pidfile"
        (
            while read -r signal; do
                case $signal in
                    KILL) kill -KILL "-$child" 2>/dev/null || kill -KILL "$child" 2>/dev/null ;;
                    *) kill "-$signal" "$child" 2>/dev/null ;;
                esac
            done
            kill -KILL "-$child" 2>/dev/null || kill -KILL "$child" 2>/dev/null
        ) <&3 >/dev/null 2>&1 &
        reader=$!
        exec 3<&-
        wait "$child" 2>/dev/null
        code=$?
        kill -KILL "-$child" 2>/dev/null
        kill "$reader" 2>/dev/null
        exit "$code"
        """;
}
