namespace Training.Techniques.Contracts;

/// <summary>How far the learner went in a case. On the paper form 1, 2, 3 and 3.</summary>
public enum Stage
{
    /// <summary>Quan sát: observed.</summary>
    O,

    /// <summary>Phụ: assisted.</summary>
    A,

    /// <summary>Làm có giám sát trực tiếp: performed, the mentor beside.</summary>
    S,

    /// <summary>Làm độc lập có theo dõi: performed independently, monitored.</summary>
    I,
}

/// <summary>Place in the team.</summary>
public enum TeamRole
{
    /// <summary>Bác sĩ: doctor.</summary>
    BS,

    /// <summary>Gây mê hồi sức: anaesthetist.</summary>
    GMHS,

    /// <summary>Điều dưỡng: nurse.</summary>
    DD,

    /// <summary>Kỹ thuật viên: technician.</summary>
    KTV,

    /// <summary>Kỹ sư vật lý: physicist.</summary>
    KSVL,

    /// <summary>Dược sĩ: pharmacist.</summary>
    DS,
}
