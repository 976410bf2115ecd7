using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Training.Data.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class MediaLibrary : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Media_FileBlocks",
                columns: table => new
                {
                    FileId = table.Column<Guid>(type: "uuid", nullable: false),
                    Hashes = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Media_FileBlocks", x => x.FileId);
                    table.ForeignKey(
                        name: "FK_Media_FileBlocks_Media_Files_FileId",
                        column: x => x.FileId,
                        principalTable: "Media_Files",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Media_Items",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    HospitalId = table.Column<Guid>(type: "uuid", nullable: true),
                    Kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Title = table.Column<string>(type: "character varying(150)", maxLength: 150, nullable: false),
                    AltVi = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    AltEn = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    SearchText = table.Column<string>(type: "character varying(752)", maxLength: 752, nullable: false),
                    Seconds = table.Column<int>(type: "integer", nullable: true),
                    Bytes = table.Column<long>(type: "bigint", nullable: false),
                    UploadId = table.Column<Guid>(type: "uuid", nullable: false),
                    AddedById = table.Column<Guid>(type: "uuid", nullable: false),
                    AddedByName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    AddedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ReplacedById = table.Column<Guid>(type: "uuid", nullable: true),
                    ReplacedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    RetiredAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    RetiredByName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Media_Items", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Media_Items_Media_Items_ReplacedById",
                        column: x => x.ReplacedById,
                        principalTable: "Media_Items",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Media_Items_Organizations_Hospitals_HospitalId",
                        column: x => x.HospitalId,
                        principalTable: "Organizations_Hospitals",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Media_QuotaLocks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Times = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Media_QuotaLocks", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Media_Uploads",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    UserName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    HospitalId = table.Column<Guid>(type: "uuid", nullable: true),
                    FileName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Title = table.Column<string>(type: "character varying(150)", maxLength: 150, nullable: false),
                    AltVi = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    AltEn = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    ReplacesId = table.Column<Guid>(type: "uuid", nullable: true),
                    Size = table.Column<long>(type: "bigint", nullable: false),
                    Beginning = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    BegunAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Received = table.Column<long>(type: "bigint", nullable: false),
                    TouchedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ClaimedUntil = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    WaitsForScannerSince = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Refusal = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    RefusalArguments = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    RefusedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    FinishedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ItemId = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Media_Uploads", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Media_Uploads_Organizations_Hospitals_HospitalId",
                        column: x => x.HospitalId,
                        principalTable: "Organizations_Hospitals",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Media_ItemFiles",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ItemId = table.Column<Guid>(type: "uuid", nullable: false),
                    Part = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    Hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Bytes = table.Column<long>(type: "bigint", nullable: false),
                    Width = table.Column<int>(type: "integer", nullable: true),
                    Height = table.Column<int>(type: "integer", nullable: true),
                    StoredAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Media_ItemFiles", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Media_ItemFiles_Media_Items_ItemId",
                        column: x => x.ItemId,
                        principalTable: "Media_Items",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Media_ItemFiles_Hash",
                table: "Media_ItemFiles",
                column: "Hash");

            migrationBuilder.CreateIndex(
                name: "IX_Media_ItemFiles_ItemId_Part",
                table: "Media_ItemFiles",
                columns: new[] { "ItemId", "Part" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Media_Items_HospitalId_AddedAt",
                table: "Media_Items",
                columns: new[] { "HospitalId", "AddedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Media_Items_ReplacedById",
                table: "Media_Items",
                column: "ReplacedById");

            migrationBuilder.CreateIndex(
                name: "IX_Media_Items_UploadId",
                table: "Media_Items",
                column: "UploadId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Media_Uploads_HospitalId",
                table: "Media_Uploads",
                column: "HospitalId");

            migrationBuilder.CreateIndex(
                name: "IX_Media_Uploads_TouchedAt",
                table: "Media_Uploads",
                column: "TouchedAt");

            migrationBuilder.CreateIndex(
                name: "IX_Media_Uploads_UserId_BegunAt",
                table: "Media_Uploads",
                columns: new[] { "UserId", "BegunAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Media_FileBlocks");

            migrationBuilder.DropTable(
                name: "Media_ItemFiles");

            migrationBuilder.DropTable(
                name: "Media_QuotaLocks");

            migrationBuilder.DropTable(
                name: "Media_Uploads");

            migrationBuilder.DropTable(
                name: "Media_Items");
        }
    }
}
