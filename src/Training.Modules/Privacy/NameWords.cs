using System.Collections.Frozen;

namespace Training.Modules;

/// <summary>Which words can be part of a Vietnamese name, and which only look so.</summary>
internal static class NameWords
{
    /// <summary>Family names.</summary>
    public static readonly FrozenSet<string> Families = Set(
        "nguyễn trần lê phạm huỳnh hoàng phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh trịnh trương mai đào đoàn lâm lương lưu cao châu tạ thái tô tống triệu hà quách kiều la mạc nghiêm ninh phùng quan thạch tăng thân tiêu từ "
        + "vương đàm khổng doãn phí khúc lò lục ma nông hứa vi giàng lù sùng vàng trầm kim danh sơn ung âu chu chung cung điệp đồng đậu giáp hầu khương khuất lại lỗ mông nhâm ông sầm tòng thi y cầm cấn bạch bành văn");

    /// <summary>The same without marks.</summary>
    public static readonly FrozenSet<string> FoldedFamilies = Families.Select(ScreenedText.Fold).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Of these, what in small letters and without marks is mostly a verb.</summary>
    public static readonly FrozenSet<string> FoldedVerbs = Set("do la dang ta lai tu vi co dong tang van thai");

    /// <summary>Family names that, with their marks, are hardly ever another word at the beginning of a phrase.</summary>
    public static readonly FrozenSet<string> Certain = Set("nguyễn huỳnh trần phạm phan vũ võ đặng bùi đỗ ngô lê trịnh trương đinh phùng quách nghiêm đoàn lưu doãn khổng");

    /// <summary>Middle names that hardly stand behind a family name by chance.</summary>
    public static readonly FrozenSet<string> Middles = Set("văn thị đình hữu đức quốc xuân ngọc minh thanh kim thúy thu hồng công bá thế duy gia anh hoàng tuấn mạnh trọng viết phương bích mỹ như quang huy phúc bảo");

    public static readonly FrozenSet<string> FoldedMiddles = Set("van thi dinh huu duc quoc xuan ngoc minh thanh kim thuy thu hong cong ba the duy gia anh hoang tuan manh trong viet phuong bich my nhu quang huy phuc bao");

    /// <summary>Behind van or thi written without marks: valves, sight and the like.</summary>
    public static readonly FrozenSet<string> NoGiven = Set("tim hai ba dong nhan co sinh dmc bon la luc giac truong nghiem dmp va tinh hoa chu bi da khong gay tai cap man type do 2 3");

    /// <summary>Behind a family name in small letters: what makes another word of it.</summary>
    public static readonly FrozenSet<string> NoNameBehind = Set("nhan phat ven tac lieu bao uy vi phai lai thuat khi dich ung do he mau gay tinh tu duoc bi co khong mat dau sot dua cao huyet");

    /// <summary>First words of what is written in capitals without being a name, folded.</summary>
    public static readonly FrozenSet<string> NoName = Set(
        "nhoi tang dai suy hoi viem u ung roi dau sot kho ho tai chan gay hep thong block bloc rung con soc xuat phinh boc tac thieu thoat tran dot hon nhiem sau truoc vao ra chuyen khong co da duoc can nam nu nang on "
        + "tinh tien mo dat can chup benh vien khoa bac bs so tu den cho da o va la theo voi cua khi ngay gio tuoi huyet ap chua can stent dong tinh than gan phoi tim nao mach van ung dieu phau gay me noi soi sieu x");

    /// <summary>Said before the name of a colleague, folded; two words as one.</summary>
    public static readonly FrozenSet<string> Staff = Set(
        "bs bsck bsnt bsi bscki bsckii bsgm ck ckii cki ths ts pgs gs dd ktv cn ds dr doctor prof thay mentor gv ptv ekip kip khoa phu giamsat huongdan bacsi dieuduong kythuatvien giaosu truongkhoa trgkhoa giamdoc phauthuatvien chunhiem chuyengia thaythuoc nguoihuongdan mochinh phumo kyboi mochinhla");

    /// <summary>Said before the name of a place, folded; two words as one.</summary>
    public static readonly FrozenSet<string> Places = Set("bv benhvien vien duong pho truong dh daihoc tinh huyen xa phuong quan tp thanhpho tttm ttyt trungtam khu toanha giaithuong");

    public static readonly FrozenSet<string> TwoWordPlaces = Set("hanoi hatinh hagiang hanam lamdong caobang ninhbinh thainguyen thaibinh hochi laichau hatien hadong hoangmai tayninh cantho dongnai quangninh chauphu chaudoc caolanh duonglieu");

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
