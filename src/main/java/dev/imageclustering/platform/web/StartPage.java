package dev.imageclustering.platform.web;

import dev.imageclustering.shared.web.Message;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** What stands at the root: the gallery for a person, a word for a program. */
@RestController
@Tag(name = "service")
class StartPage {

    private static final Resource GALLERY = new ClassPathResource("static/gallery/index.html");

    @GetMapping("/")
    @Operation(operationId = "getRoot", summary = "Says hello; a browser gets the gallery")
    ResponseEntity<?> root(@RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "*/*") String accept) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok().varyBy(HttpHeaders.ACCEPT);
        if (prefersPage(accept)) {
            return answer.contentType(MediaType.TEXT_HTML).body(GALLERY);
        }
        return answer.contentType(MediaType.APPLICATION_JSON).body(new Message("Welcome to the Image Clustering API"));
    }

    /** A browser asks for the page by name; what asks for anything, or for something unreadable, is a program. */
    private static boolean prefersPage(String accept) {
        try {
            List<MediaType> accepted = MediaType.parseMediaTypes(accept);
            double page = quality(accepted, MediaType.TEXT_HTML);
            return page > 0 && page >= quality(accepted, MediaType.APPLICATION_JSON);
        } catch (InvalidMediaTypeException unreadable) {
            return false;
        }
    }

    private static double quality(List<MediaType> accepted, MediaType type) {
        return accepted.stream()
                .filter(type::equalsTypeAndSubtype)
                .mapToDouble(MediaType::getQualityValue)
                .max()
                .orElse(0);
    }
}
