using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Training.Media.Library;

namespace Training.Media.Uploads;

/// <summary>What is said about a file before it is sent.</summary>
internal sealed class UploadInput
{
    /// <summary>The hospital; null for the shared library.</summary>
    [Display(Name = "Upload.Library")]
    public Guid? Library { get; set; }

    [Display(Name = "Upload.File")]
    public IFormFile? File { get; set; }

    [Required, StringLength(LibraryItem.TitleLength), Display(Name = "Item.Title")]
    public string Title { get; set; } = "";

    [StringLength(LibraryItem.AltLength), Display(Name = "Item.AltVi")]
    public string? AltVi { get; set; }

    [StringLength(LibraryItem.AltLength), Display(Name = "Item.AltEn")]
    public string? AltEn { get; set; }

    public Guid? Replaces { get; set; }
}
