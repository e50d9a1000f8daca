namespace Pipeline.Kubernetes.Waiting;

/// <summary>How far an object is, in kstatus' words (https://github.com/kubernetes-sigs/cli-utils/tree/master/pkg/kstatus).</summary>
public enum ReadinessStatus
{
    /// <summary>Its controller is still at it.</summary>
    InProgress,

    /// <summary>It is as its spec says.</summary>
    Current,

    /// <summary>It can't get there by itself.</summary>
    Failed,

    /// <summary>It is being deleted.</summary>
    Terminating,
}
