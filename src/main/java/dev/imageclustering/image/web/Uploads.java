package dev.imageclustering.image.web;

import dev.imageclustering.image.ImageIntake;
import dev.imageclustering.image.UploadOutcome;
import dev.imageclustering.image.UploadProperties;
import dev.imageclustering.shared.InvalidRequest;
import dev.imageclustering.storage.FileTooLarge;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.fileupload2.core.FileItemInput;
import org.apache.commons.fileupload2.core.FileItemInputIterator;
import org.apache.commons.fileupload2.core.FileUploadException;
import org.apache.commons.fileupload2.core.FileUploadSizeException;
import org.apache.commons.fileupload2.jakarta.servlet6.JakartaServletFileUpload;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpMediaTypeNotSupportedException;

/**
 * Reads the files of a multipart request as they come in, one after the other, straight into the store: the memory of
 * a request does not depend on how many files it has, nor on their size.
 */
@Component
public class Uploads {

    private static final String FIELD = "files";
    /** Room for the longest name that is kept, in both forms that clients send, percent-encoded. */
    private static final int MAX_PART_HEADER_BYTES = 1 << 15;

    private final ImageIntake intake;
    private final UploadProperties limits;

    Uploads(ImageIntake intake, UploadProperties limits) {
        this.intake = intake;
        this.limits = limits;
    }

    /**
     * Takes every file of the request in.
     *
     * @param outcomes gets what became of each file, in the order of the request, also when it ends in a problem
     * @throws dev.imageclustering.shared.Problem if there is no file, none can be read, or a limit is passed
     */
    public void receive(HttpServletRequest request, List<UploadOutcome> outcomes)
            throws IOException, HttpMediaTypeNotSupportedException {
        if (!JakartaServletFileUpload.isMultipartContent(request)) {
            throw new HttpMediaTypeNotSupportedException(
                    "Upload the photos as multipart/form-data, field 'files'.", List.of(MediaType.MULTIPART_FORM_DATA));
        }
        try {
            receiveParts(request, outcomes);
        } catch (FileTooLarge tooLarge) {
            throw new UploadTooLarge("A file is larger than %d bytes.".formatted(tooLarge.limit()), outcomes.size());
        } catch (FileUploadSizeException tooLarge) {
            throw new UploadTooLarge(
                    "The request is larger than %d bytes.".formatted(tooLarge.getPermitted()), outcomes.size());
        } catch (FileUploadException malformed) {
            throw new InvalidRequest(
                    FIELD,
                    "The multipart body is broken or ends too early; the %d files before that were taken."
                            .formatted(outcomes.size()));
        }
        if (outcomes.isEmpty()) {
            throw new InvalidRequest(FIELD, "The request has no file in its field 'files'.");
        }
        AllFilesRejected.check(outcomes);
    }

    private void receiveParts(HttpServletRequest request, List<UploadOutcome> outcomes) throws IOException {
        FileItemInputIterator parts = multipart().getItemIterator(request);
        while (parts.hasNext()) {
            FileItemInput part = parts.next();
            if (part.isFormField() || !FIELD.equals(part.getFieldName())) {
                continue;
            }
            if (outcomes.size() == limits.maxFiles()) {
                throw new UploadTooLarge(
                        "The request has more than %d files.".formatted(limits.maxFiles()), outcomes.size());
            }
            outcomes.add(intake.accept(part.getInputStream(), part.getName()));
        }
    }

    private JakartaServletFileUpload<?, ?> multipart() {
        JakartaServletFileUpload<?, ?> multipart = new JakartaServletFileUpload<>();
        multipart.setMaxSize(limits.maxRequestSize().toBytes());
        multipart.setMaxPartHeaderSize(MAX_PART_HEADER_BYTES);
        multipart.setHeaderCharset(StandardCharsets.UTF_8);
        return multipart;
    }
}
